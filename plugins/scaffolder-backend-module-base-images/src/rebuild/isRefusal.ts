/** Whether the backend refused a request, so that the same request will be refused again. */
export function isRefusal(error: unknown): boolean {
  const status = statusOf(error);
  return (
    status !== undefined &&
    status >= 400 &&
    status < 500 &&
    status !== 408 &&
    status !== 429
  );
}

/** Whether the token is no more, or never was. */
export function isUnauthenticated(error: unknown): boolean {
  return statusOf(error) === 401;
}

/** Whether the backend refused a request because of the state that something is in by now. */
export function isConflict(error: unknown): boolean {
  return statusOf(error) === 409;
}

function statusOf(error: unknown): number | undefined {
  return error instanceof Error &&
    'statusCode' in error &&
    typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined;
}
