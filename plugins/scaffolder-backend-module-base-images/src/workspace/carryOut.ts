import { LoggerService } from '@backstage/backend-plugin-api';
import {
  Proposal,
  ProposedFile,
  SourceTree,
} from '@base-images/backstage-plugin-base-images-node';
import { codeBlock } from '../text/markdown';
import { refusalError } from '../text/refusalError';
import { applyProposal } from './applyProposal';
import { WorkspaceFolder } from './WorkspaceFolder';

/** What is needed of the context of an action. */
export interface ProposalContext {
  workspacePath: string;
  input: { path?: string; changesPath?: string };
  logger: LoggerService;
  signal?: AbortSignal;
  output(
    name: 'path' | 'changed' | 'content' | 'contentMarkdown',
    value: string | boolean,
  ): void;
}

/** How a proposal is made and told about. */
export interface ProposalTask<T> {
  /** Completes "… is not done", for the error of a refusal. */
  refusal: string;
  /** Language of the first file. */
  language: string;
  propose(tree: SourceTree): Promise<Proposal<T>>;
}

/**
 * Makes a proposal for the monorepo in the workspace, writes its files, and puts out what there is to say about the first one.
 *
 * @throws InputError when it is refused, or there is no monorepo; NotAllowedError when a path leads out of the workspace.
 */
export async function carryOut<T>(
  ctx: ProposalContext,
  task: ProposalTask<T>,
): Promise<{ proposal: T & { files: ProposedFile[] }; changed: boolean }> {
  const { logger, signal, workspacePath } = ctx;
  const { path = '.', changesPath } = ctx.input;
  const folder = await WorkspaceFolder.open(workspacePath, path);
  const changes = changesPath
    ? await WorkspaceFolder.make(workspacePath, changesPath)
    : undefined;
  logger.info('Reading the monorepo');
  const tree = await folder.readTree(signal);
  logger.info(`Working on ${tree.files.size} files`);
  const proposal = await task.propose(tree);
  signal?.throwIfAborted();
  if ('refused' in proposal) {
    throw refusalError(task.refusal, proposal.refused);
  }
  const { files } = proposal;
  const changed = await applyProposal(files, { folder, changes, logger });
  ctx.output('path', folder.toWorkspacePath(files[0].path));
  ctx.output('changed', changed);
  ctx.output('content', files[0].after);
  ctx.output('contentMarkdown', codeBlock(files[0].after, task.language));
  return { proposal, changed };
}
