import { randomUUID } from 'node:crypto';
import type { LastUpdateStatusReasonCode } from '@aws-sdk/client-lambda';
import { FunctionState, RegionState } from '../state';

/** Ends the updates of functions that are due. The revision id of a function changes with that, as it does on AWS. */
export function settleFunctions(region: RegionState, now: number): void {
  for (const item of Object.values(region.functions)) {
    if (item.update && item.update.endsAt <= now) {
      endUpdate(item, item.update);
    }
  }
}

/** A function whose update failed runs what it ran before. */
function endUpdate(
  item: FunctionState,
  { failure }: NonNullable<FunctionState['update']>,
): void {
  const {
    LastUpdateStatusReason: _reason,
    LastUpdateStatusReasonCode: _code,
    ...configuration
  } = item.configuration;
  item.update = undefined;
  item.configuration = {
    ...configuration,
    RevisionId: randomUUID(),
    LastUpdateStatus: 'Successful',
  };
  if (failure) {
    item.imageUri = failure.imageUri;
    item.resolvedImageUri = failure.resolvedImageUri;
    Object.assign(item.configuration, {
      CodeSha256: failure.codeSha256,
      LastUpdateStatus: 'Failed',
      LastUpdateStatusReason: failure.reason,
      LastUpdateStatusReasonCode: failure.code as LastUpdateStatusReasonCode,
    });
  }
}
