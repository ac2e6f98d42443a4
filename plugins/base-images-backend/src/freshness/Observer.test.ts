import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  assess,
  baseImageIn,
  BuildInputs,
  buildKey,
  completeInputs,
  ImageContents,
  ImageNode,
  imageLabels,
  imageNodes,
  ImageRegistry,
  ImageSummary,
  imageTag,
  ServiceError,
} from '@base-images/backstage-plugin-base-images-node';
import {
  exampleBaseImage,
  exampleLambda,
  exampleMonorepo,
} from '../__testUtils__/exampleMonorepo';
import { ENVIRONMENT } from '../rebuild/__testUtils__/exampleRebuild';
import { MemoryServices } from '../rebuild/__testUtils__/MemoryServices';
import { DatabaseRebuildStore } from '../rebuild/store/DatabaseRebuildStore';
import { DatabaseSnapshotStore } from '../store/DatabaseSnapshotStore';
import { ObservationStore } from './ObservationStore';
import { Observer } from './Observer';
import { toObservations } from './toObservations';

jest.setTimeout(60_000);

const PYTHON = 'public.ecr.aws/lambda/python:3.12';
const MONOREPO = {
  ...exampleMonorepo,
  baseImages: [
    exampleBaseImage('child', 5, {
      parentBaseImage: 'shared',
      build: { ...exampleBaseImage('child', 5).build, externalImages: [] },
    }),
    exampleBaseImage('shared', 3),
  ],
  lambdas: [exampleLambda('report')],
};

/** The one layer that an image adds to those of its base image. */
const layerOf = (digest: string) => `${digest} unpacked`;

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('Observer on %p', databaseId => {
  async function createObserver(monorepo = MONOREPO) {
    const nodes = imageNodes(monorepo, ENVIRONMENT);
    const knex = await databases.init(databaseId);
    await DatabaseSnapshotStore.create({
      database: mockServices.database({ knex }),
    });
    const images = DatabaseRebuildStore.create(knex);
    const observations = ObservationStore.create(knex);
    const services = new MemoryServices();
    const calls: string[] = [];
    const registry = new Proxy(services.registry, {
      get: (target, name: keyof ImageRegistry) => {
        if (name === 'repositoryUri') {
          return target[name];
        }
        return (...args: never[]) => {
          calls.push(name);
          return (target[name] as (...given: never[]) => unknown)(...args);
        };
      },
    });
    const create = () =>
      Observer.create({
        registry,
        images,
        observations,
        logger: mockServices.logger.mock(),
      });
    const observer = create();
    const round = async (by = observer) => {
      calls.length = 0;
      const record = await by.observe(
        monorepo,
        ENVIRONMENT,
        new AbortController().signal,
      );
      const stored = await images.images(
        '123456789012/eu-central-1',
        nodes.map(node => node.repository),
      );
      const assessed = assess(
        nodes,
        monorepo,
        toObservations(nodes, record, stored),
        record.observedAt,
      );
      return {
        record,
        assessed,
        statuses: Object.fromEntries(
          assessed.map(({ node, status }) => [node.target.name, status]),
        ),
      };
    };
    /** Pushes what a build from these inputs gives. */
    const push = (
      node: ImageNode,
      inputs: BuildInputs,
      change: Partial<ImageContents & ImageSummary> = {},
    ) => {
      const key = buildKey(inputs);
      const base = baseImageIn(inputs);
      const list = services.images.get(node.repository) ?? [];
      list.push({
        digest: `sha256:${key}`,
        mediaType: 'manifest',
        index: false,
        platform: node.target.platform,
        labels: imageLabels(inputs, { name: PYTHON, digest: 'sha256:p' }),
        tags: [imageTag(key)],
        pushedAt: new Date().toISOString(),
        sizeInBytes: 5,
        layers: [
          ...(base ? [layerOf(base.digest)] : []),
          layerOf(`sha256:${key}`),
        ],
        ...change,
      });
      services.images.set(node.repository, list);
    };
    return { services, calls, round, push, create, observations, knex };
  }

  it('finds what is there, level by level, with one request for each repository afterwards', async () => {
    const { calls, round, push, create } = await createObserver();
    const first = await round();
    expect(first.statuses).toEqual({
      shared: 'missing',
      child: 'missing',
      'infra/report/Dockerfile': 'missing',
    });
    first.assessed
      .filter(({ node }) => node.parent === null)
      .forEach(({ node, inputs }) => push(node, completeInputs(inputs)!));

    const second = await round();
    expect(second.statuses).toEqual({
      shared: 'fresh',
      child: 'missing',
      'infra/report/Dockerfile': 'fresh',
    });
    const child = second.assessed.find(
      ({ node }) => node.target.name === 'child',
    )!;
    push(child.node, completeInputs(child.inputs)!);

    const third = await round();
    expect(Object.values(third.statuses)).toEqual(['fresh', 'fresh', 'fresh']);

    await round(create());
    expect(calls.sort()).toEqual([
      'findImages',
      'findImages',
      'findImages',
      'resolveDigest',
    ]);
  });

  it('notices what was deleted, and images whose labels say something else', async () => {
    const { services, round, push } = await createObserver();
    const [shared] = (await round()).assessed;
    push(shared.node, completeInputs(shared.inputs)!);
    expect((await round()).statuses.shared).toBe('fresh');

    services.images.get(shared.node.repository)![0].labels = {};
    expect((await round()).statuses.shared).toBe('fresh');

    services.images.delete(shared.node.repository);
    expect((await round()).statuses.shared).toBe('missing');
  });

  it('keeps what is known while a registry does not answer, and says since when', async () => {
    const { services, round, push } = await createObserver();
    const [shared] = (await round()).assessed;
    push(shared.node, completeInputs(shared.inputs)!);
    await round();
    jest
      .spyOn(services.registry, 'findImages')
      .mockRejectedValue(new ServiceError('no-answer', 'ECR does not answer.'));
    const failed = await round();
    expect(failed.assessed[0]).toMatchObject({
      status: 'unknown',
      unknown: {
        message: 'ECR does not answer.',
        since: failed.record.observedAt,
      },
      image: { sizeInBytes: 5 },
    });
    const again = await round();
    expect(again.assessed[0].unknown?.since).toBe(failed.record.observedAt);

    jest.restoreAllMocks();
    expect((await round()).statuses.shared).toBe('fresh');
  });

  it.each<
    [
      string,
      (base: BuildInputs) => Partial<ImageContents & ImageSummary>,
      string,
    ]
  >([
    ['without labels', () => ({ labels: {} }), 'has no labels'],
    [
      'with the labels of the base image that it was made from by hand',
      base => ({
        labels: imageLabels(base, { name: PYTHON, digest: 'sha256:p' }),
      }),
      'was built from something else',
    ],
    [
      'that is an index',
      () => ({ labels: {}, index: true, platform: null }),
      'is an image index',
    ],
    [
      'of another platform',
      () => ({ platform: 'linux/amd64' }),
      'is for linux/amd64',
    ],
    [
      'that was built on an older base image',
      () => ({ layers: [layerOf('sha256:older'), layerOf('sha256:more')] }),
      'its layers do not begin with those of that image',
    ],
  ])(
    'does not accept an image %s, and reads it only once',
    async (_, change, message) => {
      const { services, calls, round, push } = await createObserver();
      const find = (
        { assessed }: Awaited<ReturnType<typeof round>>,
        name: string,
      ) => assessed.find(({ node }) => node.target.name === name)!;
      const shared = find(await round(), 'shared');
      const base = completeInputs(shared.inputs)!;
      push(shared.node, base);
      const child = find(await round(), 'child');
      const inputs = completeInputs(child.inputs)!;
      push(child.node, inputs, change(base));

      const refused = {
        digest: `sha256:${buildKey(inputs)}`,
        message: expect.stringContaining(message),
      };
      const seen = find(await round(), 'child');
      expect(seen).toMatchObject({ status: 'missing', refused });
      expect(calls).toContain('readImage');
      expect(find(await round(), 'child')).toMatchObject({ refused });
      expect(calls).not.toContain('readImage');

      services.images.get(child.node.repository)!.length = 0;
      expect(find(await round(), 'child').refused).toBeUndefined();
      push(child.node, inputs);
      expect(find(await round(), 'child').status).toBe('fresh');
    },
  );

  it('tells what is behind one repository that does not answer from all others', async () => {
    const { services, round, push } = await createObserver();
    const first = await round();
    first.assessed
      .filter(({ node }) => node.parent === null)
      .forEach(({ node, inputs }) => push(node, completeInputs(inputs)!));
    const good = await round();
    const { findImages } = services.registry;
    jest
      .spyOn(services.registry, 'findImages')
      .mockImplementation(async request => {
        if (request.repository.includes('/lambda/')) {
          throw new ServiceError('denied', 'Not allowed.');
        }
        return findImages(request);
      });
    const { statuses, assessed } = await round();
    expect(statuses).toEqual({
      shared: 'fresh',
      child: 'missing',
      'infra/report/Dockerfile': 'unknown',
    });
    // When it was looked at with success stays known.
    expect(assessed.at(-1)?.observedAt).toBe(good.record.observedAt);
  });

  it('asks no more once nothing answers, so that it is known soon that nothing is known', async () => {
    const { services, calls, round } = await createObserver({
      ...MONOREPO,
      lambdas: Array.from({ length: 50 }, (_, index) =>
        exampleLambda(`lambda-${index}`),
      ),
    });
    jest
      .spyOn(services.registry, 'findImages')
      .mockRejectedValue(new ServiceError('no-answer', 'It timed out.'));
    const { statuses, record } = await round();
    expect(new Set(Object.values(statuses))).toEqual(new Set(['unknown']));
    expect(Object.keys(record.failures)).toHaveLength(52);
    expect(record.failures['receipts/lambda/lambda-49']).toEqual({
      message: '123456789012/eu-central-1 does not answer: It timed out.',
      since: record.observedAt,
    });
    const asked = calls.filter(name => name === 'findImages').length;
    expect(asked).toBeLessThan(20);

    jest.restoreAllMocks();
    expect(new Set(Object.values((await round()).statuses))).toEqual(
      new Set(['missing']),
    );
  });

  it('knows what other replicas observed, and forgets environments that are not configured any more', async () => {
    const { round, observations, knex } = await createObserver();
    const staging = { ...ENVIRONMENT, id: 'staging' };
    const { record } = await round();
    expect(await observations.get(ENVIRONMENT)).toEqual(record);
    await observations.save(staging, record);
    const later = { ...record, observedAt: '2026-02-01T00:00:00.000Z' };
    await ObservationStore.create(knex).save(ENVIRONMENT, later);
    expect(await observations.get(ENVIRONMENT)).toEqual(later);

    // Another account has other images.
    const moved = { ...ENVIRONMENT, account: '210987654321' };
    expect((await observations.get(moved)).observedAt).toBe('');

    await observations.deleteAllExcept([staging]);
    expect((await observations.get(ENVIRONMENT)).observedAt).toBe('');
    expect(await observations.get(staging)).toEqual(record);
  });

  it('knows nothing of what stands on an image whose registry may not be asked', async () => {
    const { services, round } = await createObserver();
    jest
      .spyOn(services.registry, 'resolveDigest')
      .mockRejectedValue(new ServiceError('denied', 'Not allowed.'));
    expect((await round()).statuses).toEqual({
      shared: 'unknown',
      child: 'unknown',
      'infra/report/Dockerfile': 'unknown',
    });
  });
});
