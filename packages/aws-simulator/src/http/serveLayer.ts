import { setTimeout as sleep } from 'node:timers/promises';
import { Cloud } from '../Cloud';
import { RawResponse } from './RawMessage';
import { respondInstead } from './respondInstead';

/** Nobody signs for what a presigned address gives. */
const ANYBODY = { account: '', region: '' };

/** What a presigned address of a layer gives, unless a fault of `layers:Download` strikes. Undefined cuts the connection. */
export async function serveLayer(
  digest: string,
  cloud: Cloud,
): Promise<RawResponse | undefined> {
  const effect = cloud.faults.forRequest({
    service: 'layers',
    operation: 'Download',
    input: { digest },
    ...ANYBODY,
  })?.effect;
  switch (effect?.kind) {
    case 'reset':
      return undefined;
    case 'response':
      return respondInstead(effect);
    case 'error':
      return respondInstead({
        kind: 'response',
        status: effect.status ?? 400,
        contentType: 'application/xml',
        body: `<Error><Code>${effect.code}</Code></Error>`,
      });
    case 'delay':
      await sleep(effect.milliseconds);
      break;
    default:
  }
  const body = cloud.blobs.get(digest);
  return body
    ? {
        status: 200,
        headers: { 'content-type': 'application/octet-stream' },
        body,
      }
    : { status: 404, headers: {}, body: '' };
}
