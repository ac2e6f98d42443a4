import { RawRequest } from '../http/RawMessage';

/**
 * The body of an upload, and its headers with those that trail it. Streams come in chunks (Amazon S3 API reference, "Signature
 * calculations: trailing headers").
 */
export function readUpload(request: RawRequest): {
  bytes: Buffer;
  headers: Record<string, string>;
} {
  const sha = request.headers['x-amz-content-sha256'] ?? '';
  if (!sha.startsWith('STREAMING-')) {
    return { bytes: request.body, headers: request.headers };
  }
  const chunks: Buffer[] = [];
  const headers = { ...request.headers };
  let position = 0;
  const readLine = () => {
    const end = request.body.indexOf('\r\n', position);
    const line = request.body.toString(
      'latin1',
      position,
      end < 0 ? request.body.length : end,
    );
    position = end < 0 ? request.body.length : end + 2;
    return line;
  };
  while (position < request.body.length) {
    const size = Number.parseInt(readLine(), 16);
    if (!size) {
      break;
    }
    chunks.push(request.body.subarray(position, position + size));
    position += size + 2;
  }
  for (let line = readLine(); line; line = readLine()) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { bytes: Buffer.concat(chunks), headers };
}
