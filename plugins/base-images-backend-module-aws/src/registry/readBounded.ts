import { ServiceError } from '@base-images/backstage-plugin-base-images-node';

/** The body of an answer, unless it is larger than it may be. */
export async function readBounded(
  response: Response,
  limit: number,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > limit) {
      throw new ServiceError(
        'invalid',
        `The answer of ${new URL(response.url).host} has more than ${limit} bytes.`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
