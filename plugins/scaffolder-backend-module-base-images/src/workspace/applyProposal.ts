import { LoggerService } from '@backstage/backend-plugin-api';
import { ProposedFile } from '@base-images/backstage-plugin-base-images-node';
import { WorkspaceFolder } from './WorkspaceFolder';

/** Where the files of a proposal go. */
export interface ProposalTarget {
  /** The monorepo. */
  folder: WorkspaceFolder;
  /** Gets a copy of what changes, for a publish action. */
  changes: WorkspaceFolder | undefined;
  logger: LoggerService;
}

/**
 * Writes the files that differ from what is there.
 *
 * @returns whether anything changes. What an earlier run of the same step wrote still counts, so that a task that is taken up
 * again goes on as if it had not been interrupted.
 */
export async function applyProposal(
  files: readonly ProposedFile[],
  { folder, changes, logger }: ProposalTarget,
): Promise<boolean> {
  let changed = false;
  for (const { path, before, after } of files) {
    const isCopied = await changes?.hasText(path, after);
    if (before === after) {
      logger.info(
        isCopied
          ? `${path} is written already`
          : `${path} is as it should be; nothing changes`,
      );
    } else {
      // The copy first: without it, a task that is taken up again would take the file for one that was there before.
      await changes?.write(path, after);
      await folder.write(path, after);
      logger.info(`${before === undefined ? 'Added' : 'Changed'} ${path}`);
    }
    changed ||= isCopied === true || before !== after;
  }
  return changed;
}
