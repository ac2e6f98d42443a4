import assert from 'node:assert/strict';
import { isError } from '@backstage/errors';
import { ServiceErrorKind } from '../services';

/** Waits for a request that has to fail in one way. */
export async function rejectsWith(
  kind: ServiceErrorKind,
  request: () => Promise<unknown>,
): Promise<void> {
  await assert.rejects(request, error => {
    assert.ok(isError(error));
    assert.equal(error.name, 'ServiceError', String(error));
    assert.equal(error.kind, kind, error.message);
    assert.notEqual(error.message, '');
    return true;
  });
}

/** Every request gives the reason of a signal that was aborted before, and nothing else. */
export async function rejectWithReason(
  requests: ((signal: AbortSignal) => Promise<unknown>)[],
): Promise<void> {
  for (const request of requests) {
    const reason = new Error('nobody waits any more');
    await assert.rejects(request(AbortSignal.abort(reason)), error => {
      assert.equal(error, reason, request.toString());
      return true;
    });
  }
}
