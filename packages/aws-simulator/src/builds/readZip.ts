import { inflateRawSync } from 'node:zlib';

/** A file of a zip archive. */
export interface ZipEntry {
  path: string;
  /** Unix mode, or 0 when the archive does not tell. */
  mode: number;
  read(): Buffer;
}

/** The files of a zip archive (PKWARE APPNOTE 6.3, without zip64, encryption and folders). Throws for what is none. */
export function readZip(bytes: Buffer): ZipEntry[] {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) {
    throw new Error('The source is not a zip archive');
  }
  const entries: ZipEntry[] = [];
  let position = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count -= 1) {
    const method = bytes.readUInt16LE(position + 10);
    const size = bytes.readUInt32LE(position + 20);
    const nameLength = bytes.readUInt16LE(position + 28);
    const extraLength = bytes.readUInt16LE(position + 30);
    const commentLength = bytes.readUInt16LE(position + 32);
    const mode = Math.floor(bytes.readUInt32LE(position + 38) / 0x10000);
    const local = bytes.readUInt32LE(position + 42);
    const path = bytes.toString(
      'utf8',
      position + 46,
      position + 46 + nameLength,
    );
    if (!path.endsWith('/')) {
      entries.push({
        path,
        mode,
        read: () => {
          const start =
            local +
            30 +
            bytes.readUInt16LE(local + 26) +
            bytes.readUInt16LE(local + 28);
          const packed = bytes.subarray(start, start + size);
          return method === 0 ? Buffer.from(packed) : inflateRawSync(packed);
        },
      });
    }
    position += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}
