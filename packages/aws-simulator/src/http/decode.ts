import { Decoded } from './Decoded';
import { decodeJson } from './decodeJson';
import { decodeLambda } from './decodeLambda';
import { decodeQuery } from './decodeQuery';
import { decodeS3 } from './decodeS3';
import { signedService } from './identify';
import { RawRequest } from './RawMessage';

/** Understands a request by the protocol of the service that it is for; undefined for none of ours. */
export function decode(request: RawRequest): Decoded | undefined {
  switch (signedService(request)) {
    case 's3':
      return decodeS3(request);
    case 'sts':
      return decodeQuery(request);
    case 'lambda':
      return decodeLambda(request);
    default:
      return decodeJson(request);
  }
}
