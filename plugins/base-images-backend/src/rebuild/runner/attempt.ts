import { isErrorWithName, toError } from '@backstage/errors';
import {
  ServiceError,
  ServiceErrorKind,
} from '@base-images/backstage-plugin-base-images-node';

/** What came of a request: its value, or the kind and message of its failure. */
export type Attempted<T> =
  | { ok: true; value: T }
  | { ok: false; kind: ServiceErrorKind; message: string };

/** Errors of this plugin's own: trying again is no help. */
const OWN_ERRORS = ['ConflictError', 'InputError', 'NotFoundError'];

/** Tries a request to a service. What is no {@link ServiceError} may have been carried out. */
export async function attempt<T>(
  request: () => Promise<T>,
): Promise<Attempted<T>> {
  try {
    return { ok: true, value: await request() };
  } catch (error) {
    const { message } = toError(error);
    return { ok: false, kind: kindOf(error), message };
  }
}

function kindOf(error: unknown): ServiceErrorKind {
  if (error instanceof ServiceError) {
    return error.kind;
  }
  return OWN_ERRORS.some(name => isErrorWithName(error, name))
    ? 'invalid'
    : 'no-answer';
}

/** Whether the same may work later. */
export function isPassing(kind: ServiceErrorKind): boolean {
  return kind === 'no-answer' || kind === 'throttled' || kind === 'limit';
}
