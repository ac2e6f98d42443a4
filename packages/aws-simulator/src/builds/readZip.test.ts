import { PutObjectCommand } from '@aws-sdk/client-s3';
import { TestCloud } from '../__testUtils__/TestCloud';
import { pushImage } from './pushImage';
import { readZip } from './readZip';

/** Made by Python's zipfile: a deflated file, a stored one that is executable, a folder. */
const ARCHIVE = Buffer.from(
  'UEsDBBQAAAAIAAAAIVAHR68gLQAAACsAAAAXAAAALmJhc2UtaW1hZ2VzL2J1aWxkLmpzb26rVspJTErNKVayqlZKKs3MSdHNTq1UslJKK8rPVSjJSFVIzs8rSa0oUaqtBQBQSwMEFAAAAAAAAAAhUB2d+wQKAAAACgAAAAYAAABydW4uc2gjIS9iaW4vc2gKUEsDBBQAAAAAAAAAIVAAAAAAAAAAAAAAAAAHAAAAZm9sZGVyL1BLAQIUAxQAAAAIAAAAIVAHR68gLQAAACsAAAAXAAAAAAAAAAAAAACkgQAAAAAuYmFzZS1pbWFnZXMvYnVpbGQuanNvblBLAQIUAxQAAAAAAAAAIVAdnfsECgAAAAoAAAAGAAAAAAAAAAAAAADtgWIAAABydW4uc2hQSwECFAMUAAAAAAAAACFQAAAAAAAAAAAAAAAABwAAAAAAAAAAAAAAgAGQAAAAZm9sZGVyL1BLBQYAAAAAAwADAK4AAAC1AAAAAAA=',
  'base64',
);

describe('zip archives', () => {
  it('give their files', () => {
    expect(
      readZip(ARCHIVE).map(({ path, mode, read }) => [
        path,
        mode.toString(8),
        read().toString(),
      ]),
    ).toEqual([
      [
        '.base-images/build.json',
        '100644',
        '{"labels":{"build-key":"from the context"}}',
      ],
      ['run.sh', '100755', '#!/bin/sh\n'],
    ]);
    expect(() => readZip(Buffer.from('no archive'))).toThrow(
      'The source is not a zip archive',
    );
  });

  it('tell a behaviour what to build', async () => {
    const seen: (string | undefined)[] = [];
    const cloud = await TestCloud.start(
      {
        buckets: [{ name: 'contexts' }],
        projects: [{ name: 'images', sourceLocation: 'contexts/source.zip' }],
      },
      {
        behaviour: (build, surroundings) => {
          for (const path of ['.base-images/build.json', 'none']) {
            seen.push(surroundings.readSource(path)?.toString());
          }
          return pushImage(build, surroundings);
        },
      },
    );
    try {
      await cloud.s3.send(
        new PutObjectCommand({
          Bucket: 'contexts',
          Key: 'source.zip',
          Body: ARCHIVE,
        }),
      );
      const build = await cloud.startBuild();
      await cloud.after(60, build);
      expect(seen).toEqual([
        '{"labels":{"build-key":"from the context"}}',
        undefined,
      ]);
    } finally {
      await cloud.stop();
    }
  });
});
