import { gzipSync } from 'node:zlib';
import { digestOf } from '../wire/sha256';

/** A layer with one small file, as an archive that any engine can unpack. */
export function layerOf(text: string): {
  bytes: Buffer;
  digest: string;
  diffId: string;
} {
  const tar = tarOf('opt/simulated', text);
  const bytes = gzipSync(tar, { level: 9 });
  return { bytes, digest: digestOf(bytes), diffId: digestOf(tar) };
}

function tarOf(path: string, text: string): Buffer {
  const content = Buffer.from(text);
  const header = Buffer.alloc(512);
  const field = (value: string, offset: number) =>
    header.write(value, offset, 'latin1');
  field(path, 0);
  field('0000644\0', 100);
  field('0000000\0', 108);
  field('0000000\0', 116);
  field(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  field('00000000000\0', 136);
  field('        ', 148);
  field('0', 156);
  field('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  field(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
  return Buffer.concat([header, content, padding, Buffer.alloc(1024)]);
}
