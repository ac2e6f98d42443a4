import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';

/** Findings about a file as a whole, which none of its lines explains. */
const WHOLE_FILE = [
  / has \d+ bytes, /,
  / is larger than \d+ (?:bytes|characters)/,
  / nested too deeply/,
  / takes too long to read/,
  / too large to be followed/,
  /is a symbolic link, which is not followed/,
];

/** Whether a finding may stand in a file without a line. */
export function mayLackLine({ message }: Diagnostic): boolean {
  return WHOLE_FILE.some(pattern => pattern.test(message));
}
