import assert from 'node:assert/strict';
import { ContractCase } from './ContractCase';
import { FunctionBench } from './FunctionBench';
import { rejectsWith, rejectWithReason } from './rejectsWith';

/** Two images, the first of which a function runs. */
async function runningFunction(
  bench: FunctionBench,
  options: { deployable?: boolean; aliases?: string[]; foreign?: boolean } = {},
) {
  const { registry, environment } = bench;
  const { deployable = true, aliases, foreign = false } = options;
  const repository = bench.newRepository();
  await registry.ensureRepository({ environment, repository });
  const [fromDigest, toDigest] = [
    await bench.pushImage(repository, { tags: ['a'], labels: { name: 'a' } }),
    await bench.pushImage(repository, { tags: ['b'], labels: { name: 'b' } }),
  ];
  const functionName = foreign
    ? bench.newForeignName()
    : bench.newFunctionName({ deployable });
  await bench.addFunction({
    functionName,
    repository,
    digest: fromDigest,
    aliases,
  });
  const read = async () => {
    const listed = await registry.listFunctions({ environment, known: [] });
    return listed.find(item => item.functionName === functionName);
  };
  const deploy = (
    change: Partial<Parameters<typeof registry.deployImage>[0]> = {},
  ) =>
    registry.deployImage({
      environment,
      functionName,
      repository,
      fromDigest,
      toDigest,
      ...change,
    });
  return { functionName, fromDigest, toDigest, read, deploy };
}

/**
 * What every {@link ImageRegistry} does with functions.
 *
 * @public
 */
export const functionContract: readonly ContractCase<FunctionBench>[] = [
  {
    name: 'tells what functions run, of those alone that the environment names',
    async check(bench) {
      const { registry, environment, platform } = bench;
      const mine = await runningFunction(bench, { aliases: ['live'] });
      const foreign = await runningFunction(bench, { foreign: true });
      const { functionName, digest, ...rest } = (await mine.read())!;
      assert.equal(functionName, mine.functionName);
      assert.equal(digest, mine.fromDigest);
      assert.equal(rest.platform, platform);
      assert.equal(rest.hasAliases, true);
      assert.equal(await foreign.read(), undefined);
      const known = await registry.listFunctions({ environment, known: [] });
      assert.deepEqual(
        await registry.listFunctions({ environment, known }),
        known,
      );
    },
  },
  {
    name: 'goes on when a function is gone',
    async check(bench) {
      const { registry, environment } = bench;
      const gone = await runningFunction(bench);
      const known = await registry.listFunctions({ environment, known: [] });
      await bench.removeFunction(gone.functionName);
      const left = await registry.listFunctions({ environment, known });
      assert.deepEqual(
        left,
        known.filter(item => item.functionName !== gone.functionName),
      );
      await rejectsWith('not-found', () => gone.deploy());
    },
  },
  {
    name: 'deploys an image, and is done once the function runs it',
    async check(bench) {
      const { deploy, read, toDigest } = await runningFunction(bench);
      const before = await read();
      const revisions: string[] = [];
      const onBegin = async (revision: string) => {
        assert.equal((await read())?.revisionId, before?.revisionId);
        revisions.push(revision);
      };
      await rejectsWith('throttled', () => deploy({ onBegin }));
      assert.deepEqual(revisions, [before?.revisionId]);
      const [begun] = revisions;
      await rejectsWith('throttled', () => deploy({ begun, onBegin }));
      await bench.settle();
      await deploy({ begun, onBegin });
      await deploy();
      assert.equal(revisions.length, 1);
      assert.equal((await read())?.digest, toDigest);
    },
  },
  {
    name: 'deploys to no function that runs something else, or has aliases',
    async check(bench) {
      const other = await runningFunction(bench);
      await rejectsWith('conflict', () =>
        other.deploy({ fromDigest: `sha256:${'0'.repeat(64)}` }),
      );
      const aliased = await runningFunction(bench, { aliases: ['live'] });
      await rejectsWith('conflict', () => aliased.deploy());
      await bench.settle();
      assert.equal((await other.read())?.digest, other.fromDigest);
      assert.equal((await aliased.read())?.digest, aliased.fromDigest);
    },
  },
  {
    name: 'deploys to no function that the environment does not allow',
    async check(bench) {
      const watched = await runningFunction(bench, { deployable: false });
      await rejectsWith('denied', () => watched.deploy());
      const foreign = await runningFunction(bench, { foreign: true });
      await rejectsWith('denied', () => foreign.deploy());
      await bench.settle();
      assert.equal((await watched.read())?.digest, watched.fromDigest);
    },
  },
  {
    name: 'gives the reason of a signal that ended a request about functions',
    async check(bench) {
      const { registry, environment } = bench;
      const { deploy } = await runningFunction(bench);
      await rejectWithReason([
        signal => registry.listFunctions({ environment, known: [], signal }),
        signal => deploy({ signal }),
      ]);
    },
  },
];
