import { CustomErrorBase } from '@backstage/errors';

/** A source cannot be scanned for a reason that its owner or the operator can mend; the message says how. */
export class ScanError extends CustomErrorBase {
  name = 'ScanError' as const;
}
