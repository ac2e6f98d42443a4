import { InputError } from '@backstage/errors';
import { ProposalRefusal } from '@base-images/backstage-plugin-base-images-node';

/** Most refusals that are told at once. */
const MOST_REFUSALS = 20;

/** The error of a step that refuses: a line for each reason, with file, line and what to do. */
export function refusalError(
  what: string,
  refusals: readonly ProposalRefusal[],
): InputError {
  const lines = refusals
    .slice(0, MOST_REFUSALS)
    .map(
      ({ file, line, reason, help }) =>
        `${file}${line === null ? '' : `:${line}`}: ${reason} ${help}`,
    );
  const rest = refusals.length - lines.length;
  return new InputError(
    [`${what}:`, ...lines, ...(rest > 0 ? [`and ${rest} more`] : [])]
      .map(line => line.replace(/\p{Cc}/gu, '\uFFFD'))
      .join('\n'),
  );
}
