import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { AwsError } from '../wire/AwsError';

const ALGORITHMS: Record<string, (bytes: Buffer) => Buffer> = {
  crc32: bytes => {
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(crc32(bytes));
    return checksum;
  },
  sha1: bytes => createHash('sha1').update(bytes).digest(),
  sha256: bytes => createHash('sha256').update(bytes).digest(),
};

/**
 * The checksums that came with an object, by lower-case algorithm, in base64. Throws BadDigest for one that is wrong, and
 * NotImplemented for one that the simulator cannot check.
 */
export function checkChecksums(
  bytes: Buffer,
  headers: Record<string, string>,
): Record<string, string> {
  const md5 = headers['content-md5'];
  if (
    md5 !== undefined &&
    md5 !== createHash('md5').update(bytes).digest('base64')
  ) {
    throw wrong('Content-MD5');
  }
  const checked: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const algorithm = /^x-amz-checksum-(?!algorithm|mode|type)(\w+)$/.exec(
      name,
    )?.[1];
    if (algorithm) {
      const compute = ALGORITHMS[algorithm];
      if (!compute) {
        throw new AwsError(
          'NotImplemented',
          `The simulator cannot check ${algorithm}`,
          { status: 501 },
        );
      }
      if (compute(bytes).toString('base64') !== value) {
        throw wrong(algorithm.toUpperCase());
      }
      checked[algorithm] = value;
    }
  }
  return checked;
}

function wrong(name: string): AwsError {
  return new AwsError(
    'BadDigest',
    `The ${name} you specified did not match the calculated checksum.`,
  );
}
