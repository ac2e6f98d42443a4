import { randomUUID } from 'node:crypto';
import { stsOperations } from '../sts/operations';
import { AwsError } from '../wire/AwsError';
import { xmlElement, XmlMembers } from '../wire/xml';
import { Decoded } from './Decoded';
import { signedService } from './identify';
import { RawRequest, RawResponse } from './RawMessage';

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** How STS names what all services share. */
const CODES: Record<string, string> = {
  UnrecognizedClientException: 'InvalidClientTokenId',
  ExpiredTokenException: 'ExpiredToken',
  ThrottlingException: 'Throttling',
};

/** The AWS query protocol, which STS speaks: a form in, XML out. */
export function decodeQuery(request: RawRequest): Decoded | undefined {
  const form = new URLSearchParams(request.body.toString());
  const operation = form.get('Action');
  if (signedService(request) !== 'sts' || !operation) {
    return undefined;
  }
  const {
    Action: _action,
    Version: _version,
    ...input
  } = Object.fromEntries(form);
  return {
    service: 'sts',
    operation,
    input,
    run: stsOperations[operation],
    encode: output =>
      answer(
        200,
        xmlElement(
          `${operation}Response`,
          {
            [`${operation}Result`]: output as XmlMembers,
            ResponseMetadata: { RequestId: randomUUID() },
          },
          NAMESPACE,
        ),
      ),
    encodeError: error => answer(error.status, describeError(error)),
  };
}

function describeError({ code, message, status }: AwsError): string {
  return xmlElement(
    'ErrorResponse',
    {
      Error: {
        Type: status < 500 ? 'Sender' : 'Receiver',
        Code: CODES[code] ?? code,
        Message: message,
      },
      RequestId: randomUUID(),
    },
    NAMESPACE,
  );
}

function answer(status: number, body: string): RawResponse {
  return { status, headers: { 'content-type': 'text/xml' }, body };
}
