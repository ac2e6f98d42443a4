import { TestDatabases } from '@backstage/backend-test-utils';
import { ServiceError } from '@base-images/backstage-plugin-base-images-node';
import { exampleStep } from '../__testUtils__/exampleRebuild';
import { RunnerBench } from '../__testUtils__/RunnerBench';

jest.setTimeout(60_000);

const MINUTE = 60_000;
const LOST = new ServiceError('no-answer', 'The connection broke.');

describe('a build whose start got no answer', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    const createBench = async () =>
      RunnerBench.create(await databases.init(databaseId));

    it('sends the same token again when no answer came, and never begins twice', async () => {
      const bench = await createBench();
      const { services } = bench;
      services.startFaults.push({ error: LOST, after: true }, { error: LOST });
      const id = await bench.start([exampleStep('a')]);
      await bench.look();
      expect(await bench.states(id)).toEqual({ a: 'starting' });
      await bench.look();
      expect(await bench.states(id)).toEqual({ a: 'starting' });
      await bench.look();
      expect(await bench.states(id)).toEqual({ a: 'running' });
      expect(services.starts).toHaveLength(3);
      expect(new Set(services.starts.map(({ token }) => token)).size).toBe(1);
      expect(services.builds.size).toBe(1);
    });

    it('adopts a build of which the answer was lost, once its token is too old', async () => {
      const bench = await createBench();
      const { services } = bench;
      services.startFaults.push({ error: LOST, after: true });
      const id = await bench.start([exampleStep('a')]);
      await bench.look();
      bench.wait(5 * MINUTE);
      await bench.look();
      expect(await bench.states(id)).toEqual({ a: 'running' });
      expect(services.starts).toHaveLength(1);
    });

    it('begins another attempt only after ten minutes and two complete listings', async () => {
      const bench = await createBench();
      const { services } = bench;
      services.startFaults.push({ error: LOST });
      const id = await bench.start([exampleStep('a')]);
      await bench.look();
      bench.wait(5 * MINUTE);
      await bench.look();
      expect(await bench.states(id)).toEqual({ a: 'starting' });
      bench.wait(6 * MINUTE);
      await bench.look();
      await bench.look();
      expect(await bench.states(id)).toEqual({ a: 'running' });
      const [first, second] = services.starts;
      expect(services.starts).toHaveLength(2);
      expect(second.token).not.toBe(first.token);
      expect(
        (await bench.store.builds(id)).map(({ state }) => state).sort(),
      ).toEqual(['lost', 'running']);
    });

    it('sends no token that ended while other steps took their time', async () => {
      const bench = await createBench();
      const { services } = bench;
      services.startFaults.push(
        { error: LOST, after: true },
        { error: LOST, after: true },
      );
      const id = await bench.start([exampleStep('a'), exampleStep('b')]);
      await bench.look();
      const { startBuild } = services.buildService;
      services.buildService.startBuild = async build => {
        bench.wait(6 * MINUTE);
        return startBuild(build);
      };
      await bench.look();
      expect(await bench.states(id)).toEqual({ a: 'running', b: 'running' });
      expect(services.starts).toHaveLength(3);
    });
  });
});
