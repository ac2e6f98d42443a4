import { createHash } from 'node:crypto';

/**
 * The git object id of a blob with this content: 40 hex digits of SHA-1 over a header and the content
 * (Pro Git, "Git Objects").
 *
 * @public
 */
export function gitBlobId(content: Uint8Array | string): string {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return createHash('sha1')
    .update(`blob ${bytes.byteLength}\0`)
    .update(bytes)
    .digest('hex');
}
