import { ObservationFailure } from '@base-images/backstage-plugin-base-images-node';

/** A failure that goes on began when it was first seen, whatever its words. */
export function failureSince(
  message: string,
  earlier: ObservationFailure | undefined,
  now: string,
): ObservationFailure {
  return { message, since: earlier?.since ?? now };
}
