import assert from 'node:assert/strict';
import { isServiceError } from './isServiceError';
import { ContractCase } from './ContractCase';
import { ImageRegistryBench, TestImage } from './ImageRegistryBench';
import { rejectsWith, rejectWithReason } from './rejectsWith';

const NOWHERE = `sha256:${'0'.repeat(64)}`;

/** A repository with images, and requests about it. */
async function repositoryWith(
  bench: ImageRegistryBench,
  ...images: TestImage[]
) {
  const { registry, environment } = bench;
  const repository = bench.newRepository();
  await registry.ensureRepository({ environment, repository });
  const digests: string[] = [];
  for (const image of images) {
    digests.push(await bench.pushImage(repository, image));
  }
  const request = { environment, repository };
  return { request, repository, digests };
}

/**
 * What every {@link ImageRegistry} does with repositories and images.
 *
 * @public
 */
export const imageRegistryContract: readonly ContractCase<ImageRegistryBench>[] =
  [
    {
      name: 'has no images where there is no repository',
      async check(bench) {
        const { registry, environment } = bench;
        const request = { environment, repository: bench.newRepository() };
        assert.deepEqual(
          await registry.findImages({ ...request, tags: ['a', 'b'] }),
          [],
        );
        assert.deepEqual(
          await registry.listImages({ ...request, tagPrefix: '', limit: 5 }),
          [],
        );
        await rejectsWith('not-found', () =>
          registry.readImage({ ...request, digest: NOWHERE }),
        );
      },
    },
    {
      name: 'makes a repository, and leaves one alone that is there',
      async check(bench) {
        const { registry } = bench;
        const { request } = await repositoryWith(bench, { tags: ['a'] });
        await registry.ensureRepository(request);
        await Promise.all([
          registry.ensureRepository(request),
          registry.ensureRepository(request),
        ]);
        const found = await registry.findImages({ ...request, tags: ['a'] });
        assert.equal(found.length, 1);
      },
    },
    {
      name: 'finds those of the tags that are there, each image once',
      async check(bench) {
        const { registry } = bench;
        const before = Date.now();
        const { request, digests } = await repositoryWith(
          bench,
          { tags: ['a', 'b'], labels: { name: 'first' } },
          { tags: ['c'], labels: { name: 'second' } },
        );
        const find = (...tags: string[]) =>
          registry.findImages({ ...request, tags });
        const found = await find('a', 'none', 'b');
        assert.deepEqual(
          found.map(({ digest, tags }) => ({ digest, tags: tags.sort() })),
          [{ digest: digests[0], tags: ['a', 'b'] }],
        );
        assert.ok(found[0].sizeInBytes > 0);
        assert.ok(Math.abs(Date.parse(found[0].pushedAt) - before) < 3_600_000);
        assert.deepEqual(
          (await find('c', 'b')).map(({ digest }) => digest).sort(),
          [...digests].sort(),
        );
        assert.deepEqual(await find('none'), []);
        assert.deepEqual(await find(), []);
      },
    },
    {
      name: 'finds tags among more than one request can ask for',
      async check(bench) {
        const { request, digests } = await repositoryWith(bench, {
          tags: ['last'],
        });
        const tags = Array.from({ length: 120 }, (_, index) => `none-${index}`);
        const found = await bench.registry.findImages({
          ...request,
          tags: [...tags, 'last'],
        });
        assert.deepEqual(
          found.map(({ digest }) => digest),
          digests,
        );
      },
    },
    {
      name: 'lists the newest images of a prefix, newest first',
      async check(bench) {
        const { registry } = bench;
        const { request, repository } = await repositoryWith(bench);
        const pushed: string[] = [];
        for (const tag of ['src-1', 'other-1', 'src-2', 'src-3']) {
          pushed.push(
            await bench.pushImage(repository, {
              tags: [tag],
              labels: { name: tag },
            }),
          );
          await bench.pause();
        }
        const list = async (tagPrefix: string, limit: number) =>
          (await registry.listImages({ ...request, tagPrefix, limit })).map(
            ({ digest }) => digest,
          );
        const [first, other, second, third] = pushed;
        assert.deepEqual(await list('src-', 2), [third, second]);
        assert.deepEqual(await list('src-', 9), [third, second, first]);
        assert.deepEqual(await list('other', 9), [other]);
        assert.deepEqual(await list('none', 9), []);
      },
    },
    {
      name: 'tells what an image is',
      async check(bench) {
        const { registry, platform } = bench;
        const labels = { 'io.example/key': 'a value = with, signs', empty: '' };
        const { request, digests } = await repositoryWith(bench, {
          tags: ['a'],
          labels,
        });
        const [digest] = digests;
        const contents = await registry.readImage({ ...request, digest });
        const {
          index,
          labels: read,
          layers = [],
          mediaType,
          sizeInBytes,
        } = contents;
        assert.equal(contents.digest, digest);
        assert.equal(contents.platform, platform);
        assert.equal(index, false);
        assert.deepEqual(read, labels);
        assert.ok(layers.length > 0);
        assert.ok(layers.every(layer => /^sha256:[0-9a-f]{64}$/.test(layer)));
        assert.match(mediaType, /manifest/);
        assert.ok(sizeInBytes > 0);
      },
    },
    {
      name: 'tells an image index, which is of no platform',
      async check(bench) {
        const { registry, platform } = bench;
        const { request, repository, digests } = await repositoryWith(bench, {
          tags: ['one'],
        });
        const digest = await bench.pushIndex(repository, {
          tags: ['index'],
          images: [{ digest: digests[0], platform }],
        });
        const contents = await registry.readImage({ ...request, digest });
        assert.equal(contents.index, true);
        assert.equal(contents.platform, null);
        assert.equal(contents.digest, digest);
      },
    },
    {
      name: 'does not find an image that is not there',
      async check(bench) {
        const { registry } = bench;
        const { request } = await repositoryWith(bench);
        await rejectsWith('not-found', () =>
          registry.readImage({ ...request, digest: NOWHERE }),
        );
        await rejectsWith('not-found', () =>
          registry.tagImage({ ...request, digest: NOWHERE, tag: 'a' }),
        );
      },
    },
    {
      name: 'gives an image one more tag, once',
      async check(bench) {
        const { registry } = bench;
        const { request, digests } = await repositoryWith(bench, {
          tags: ['b-1'],
        });
        const [digest] = digests;
        await registry.tagImage({ ...request, digest, tag: 'src-1' });
        await registry.tagImage({ ...request, digest, tag: 'src-1' });
        await Promise.all(
          [1, 2].map(() =>
            registry.tagImage({ ...request, digest, tag: 'src-2' }),
          ),
        );
        const [image] = await registry.findImages({
          ...request,
          tags: ['b-1'],
        });
        assert.equal(image.digest, digest);
        assert.deepEqual(image.tags.sort(), ['b-1', 'src-1', 'src-2']);
      },
    },
    {
      name: 'never takes a tag from another image',
      async check(bench) {
        const { registry } = bench;
        const { request, digests } = await repositoryWith(
          bench,
          { tags: ['b-1'], labels: { name: 'first' } },
          { tags: ['b-2'], labels: { name: 'second' } },
        );
        const [first, second] = digests;
        const tag = 'src-1';
        await registry.tagImage({ ...request, digest: first, tag });
        await rejectsWith('conflict', () =>
          registry.tagImage({ ...request, digest: second, tag }),
        );
        const [image] = await registry.findImages({ ...request, tags: [tag] });
        assert.equal(image.digest, first);
      },
    },
    {
      name: 'lets one of two images have a tag that both are given at once',
      async check(bench) {
        const { registry } = bench;
        const { request, digests } = await repositoryWith(
          bench,
          { tags: ['b-1'], labels: { name: 'first' } },
          { tags: ['b-2'], labels: { name: 'second' } },
        );
        const tag = 'src-1';
        const outcomes = await Promise.allSettled(
          digests.map(digest => registry.tagImage({ ...request, digest, tag })),
        );
        const [image] = await registry.findImages({ ...request, tags: [tag] });
        digests.forEach((digest, index) => {
          const outcome = outcomes[index];
          if (digest === image.digest) {
            assert.equal(outcome.status, 'fulfilled');
          } else {
            assert.ok(outcome.status === 'rejected');
            assert.ok(isServiceError(outcome.reason, 'conflict'));
          }
        });
      },
    },
    {
      name: 'resolves images of the environment for a platform',
      async check(bench) {
        const { registry, environment, platform } = bench;
        const { repository, digests } = await repositoryWith(
          bench,
          { tags: ['one'], labels: { name: 'first' } },
          { tags: ['latest'], labels: { name: 'second' } },
        );
        const [one, latest] = digests;
        await bench.pushIndex(repository, {
          tags: ['index'],
          images: [
            { digest: latest, platform: 'windows/amd64' },
            { digest: one, platform },
          ],
        });
        const uri = registry.repositoryUri(environment, repository);
        const resolve = (image: string, of: string = platform) =>
          registry.resolveDigest({ environment, image, platform: of });
        assert.equal(await resolve(`${uri}:one`), one);
        assert.equal(await resolve(uri), latest);
        assert.equal(await resolve(`${uri}:index`), one);
        assert.equal(await resolve(`${uri}:index@${NOWHERE}`), NOWHERE);
        await rejectsWith('not-found', () =>
          resolve(`${uri}:index`, 'linux/s390x'),
        );
        await rejectsWith('not-found', () => resolve(`${uri}:none`));
      },
    },
    {
      name: 'asks no registry and no repository that the environment does not allow',
      async check({ registry, environment, platform }) {
        for (const image of [
          'registry.invalid/python:3.12',
          `${registry.repositoryUri(environment, 'of-somebody-else/python')}:3.12`,
        ]) {
          await rejectsWith('denied', () =>
            registry.resolveDigest({ environment, image, platform }),
          );
        }
        await rejectsWith('invalid', () =>
          registry.resolveDigest({
            environment,
            image: 'No Image At All',
            platform,
          }),
        );
      },
    },
    {
      name: 'gives the reason of a signal that ended a request',
      async check(bench) {
        const { registry, environment, platform } = bench;
        const { request, repository, digests } = await repositoryWith(bench, {
          tags: ['a'],
        });
        const [digest] = digests;
        const image = `${registry.repositoryUri(environment, repository)}:a`;
        await rejectWithReason([
          signal => registry.findImages({ ...request, tags: ['a'], signal }),
          signal =>
            registry.listImages({
              ...request,
              tagPrefix: 'a',
              limit: 1,
              signal,
            }),
          signal => registry.readImage({ ...request, digest, signal }),
          signal =>
            registry.resolveDigest({ environment, image, platform, signal }),
          signal => registry.ensureRepository({ ...request, signal }),
          signal => registry.tagImage({ ...request, digest, tag: 'b', signal }),
        ]);
      },
    },
  ];
