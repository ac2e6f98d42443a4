import {
  PreviewedFile,
  ProposalPreview,
} from '@base-images/backstage-plugin-base-images-common';
import {
  formatDiff,
  Proposal,
  ProposedFile,
} from '@base-images/backstage-plugin-base-images-node';
import { SnapshotView } from '../snapshot/SnapshotView';

/** A text that a proposed file is made from. */
interface Origin {
  path: string;
  text: string;
}

/**
 * What a proposal would do, for somebody to read.
 *
 * @param originOf - Where a file is made from another one, that one: the difference to it tells more than that to what is
 * there now.
 */
export function toPreview<T>(
  { sourceId, monorepo }: SnapshotView,
  proposal: Proposal<T>,
  originOf: (
    file: ProposedFile,
    proposed: Extract<Proposal<T>, { files: unknown }>,
  ) => Origin | undefined = () => undefined,
): ProposalPreview {
  const scanned = { sourceId, revision: monorepo.revision };
  if ('refused' in proposal) {
    return { ...scanned, files: [], refusals: proposal.refused };
  }
  return {
    ...scanned,
    files: proposal.files.map(file =>
      previewFile(file, originOf(file, proposal)),
    ),
    refusals: [],
  };
}

function previewFile(
  { path, before, after }: ProposedFile,
  origin: Origin | undefined,
): PreviewedFile {
  const from =
    origin ?? (before === undefined ? undefined : { path, text: before });
  return {
    path,
    change: changeOf(before, after),
    from: from?.path ?? null,
    diff: formatDiff(from?.text ?? '', after, [
      from?.path ?? '/dev/null',
      path,
    ]),
    text: after,
  };
}

function changeOf(
  before: string | undefined,
  after: string,
): PreviewedFile['change'] {
  if (before === undefined) {
    return 'added';
  }
  return before === after ? 'unchanged' : 'changed';
}
