import { ResponseError } from '@backstage/errors';

/** How the backend refuses. */
export function errorResponse(
  statusCode: number,
  name: string,
  message: string,
): Response {
  return Response.json(
    { error: { name, message }, response: { statusCode } },
    { status: statusCode, statusText: name },
  );
}

/** What the client rejects with when the backend refuses. */
export function responseError(
  statusCode: number,
  name: string,
  message: string,
): Promise<ResponseError> {
  return ResponseError.fromResponse(errorResponse(statusCode, name, message));
}
