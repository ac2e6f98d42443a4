import { createHash } from 'node:crypto';

/** SHA-256 in hexadecimal digits. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Digest as the OCI image specification writes it. */
export function digestOf(data: string | Uint8Array): string {
  return `sha256:${sha256(data)}`;
}
