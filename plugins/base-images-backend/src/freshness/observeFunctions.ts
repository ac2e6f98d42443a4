import {
  ImageRegistry,
  ServiceRequest,
} from '@base-images/backstage-plugin-base-images-node';
import { attempt } from '../rebuild/runner/attempt';
import { failureSince } from './failureSince';
import { ObservationRecord } from './ObservationRecord';

/** Asks which images functions run. */
export async function observeFunctions(
  { functions: before }: ObservationRecord,
  options: {
    registry: ImageRegistry;
    request: ServiceRequest;
    now: string;
  },
): Promise<ObservationRecord['functions']> {
  const { registry, request, now } = options;
  if (request.environment.functions.length === 0) {
    return { functions: [], observedAt: now, failure: null };
  }
  const answer = await attempt(() =>
    registry.listFunctions({ ...request, known: before.functions }),
  );
  if (answer.ok) {
    return { functions: answer.value, observedAt: now, failure: null };
  }
  const earlier = before.failure ?? undefined;
  return { ...before, failure: failureSince(answer.message, earlier, now) };
}
