import { lambdaOperations } from '../lambda/operations';
import { AwsError } from '../wire/AwsError';
import { Decoded } from './Decoded';
import { RawRequest, RawResponse } from './RawMessage';

const ROUTES: { method: string; path: RegExp; operation: string }[] = [
  {
    method: 'GET',
    path: /^\/2015-03-31\/functions\/?$/,
    operation: 'ListFunctions',
  },
  {
    method: 'GET',
    path: /^\/2015-03-31\/functions\/([^/]+)$/,
    operation: 'GetFunction',
  },
  {
    method: 'GET',
    path: /^\/2015-03-31\/functions\/([^/]+)\/configuration$/,
    operation: 'GetFunctionConfiguration',
  },
  {
    method: 'GET',
    path: /^\/2015-03-31\/functions\/([^/]+)\/aliases$/,
    operation: 'ListAliases',
  },
  {
    method: 'PUT',
    path: /^\/2015-03-31\/functions\/([^/]+)\/code$/,
    operation: 'UpdateFunctionCode',
  },
];

/** Errors whose message has a small initial in the service model. */
const SMALL_MESSAGE = new Set([
  'InvalidParameterValueException',
  'PreconditionFailedException',
  'ResourceConflictException',
  'TooManyRequestsException',
]);

/** The REST JSON protocol of Lambda. */
export function decodeLambda(request: RawRequest): Decoded | undefined {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  for (const { method, path, operation } of ROUTES) {
    const match = path.exec(pathname);
    if (match && method === request.method) {
      const { MaxItems, ...query } = Object.fromEntries(searchParams);
      return {
        service: 'lambda',
        operation,
        input: {
          ...query,
          ...(MaxItems !== undefined && { MaxItems: Number(MaxItems) }),
          ...(match[1] && { FunctionName: decodeURIComponent(match[1]) }),
          ...(request.body.length > 0 && JSON.parse(request.body.toString())),
        },
        run: lambdaOperations[operation],
        encode: output => answer(200, {}, output),
        encodeError,
      };
    }
  }
  return undefined;
}

function encodeError({
  status,
  code,
  message,
  members,
}: AwsError): RawResponse {
  return answer(
    status,
    { 'x-amzn-errortype': code },
    {
      Type: status < 500 ? 'User' : 'Service',
      [SMALL_MESSAGE.has(code) ? 'message' : 'Message']: message,
      ...members,
    },
  );
}

function answer(
  status: number,
  headers: Record<string, string>,
  body: unknown,
): RawResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}
