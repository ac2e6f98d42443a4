import { Watch } from './__testUtils__/Watch';
import { WatchedCloud } from './__testUtils__/WatchedCloud';
import { watchedMonorepo } from './__testUtils__/watchedMonorepo';

jest.setTimeout(60_000);

const SIZE = { bases: 6, lambdas: 20, functions: 60 };
const IMAGES = SIZE.bases + SIZE.lambdas;
const MONOREPO = watchedMonorepo(SIZE);
/** What a round costs while nothing changes. */
const STEADY = {
  'ecr:DescribeImages': IMAGES,
  'lambda:ListFunctions': Math.ceil(SIZE.functions / 50),
  public: 1,
};

describe('what watching costs', () => {
  let cloud: WatchedCloud;
  let watch: Watch;

  beforeEach(async () => {
    cloud = await WatchedCloud.start(MONOREPO);
    watch = await Watch.start(cloud.registry);
    await watch.scan(MONOREPO);
  });

  afterEach(async () => {
    await watch.stop();
    await cloud.stop();
  });

  it('is one request for each repository, external image and 50 functions, and those for what is new', async () => {
    await watch.round(MONOREPO);
    expect(await watch.summary()).toEqual({ fresh: IMAGES });
    expect(cloud.takeRequests()).toEqual({
      ...STEADY,
      // Manifest and configuration, once for each image.
      'ecr:BatchGetImage': IMAGES,
      'ecr:GetDownloadUrlForLayer': IMAGES,
      'lambda:GetFunction': SIZE.functions,
    });

    await watch.round(MONOREPO);
    expect(cloud.takeRequests()).toEqual(STEADY);

    watch.restart();
    await watch.round(MONOREPO);
    expect(cloud.takeRequests()).toEqual(STEADY);
  });

  it('is no more while images are awaited, and two requests for each that came', async () => {
    await watch.round(MONOREPO);
    cloud.takeRequests();
    const changed = watchedMonorepo(SIZE, 5);
    await watch.scan(changed);
    const stale =
      1 + changed.lambdas.filter((_, index) => index % 6 === 5).length;
    for (let round = 0; round < 3; round++) {
      await watch.round(changed);
      expect(await watch.summary()).toEqual({ fresh: IMAGES - stale, stale });
      expect(cloud.takeRequests()).toEqual(STEADY);
    }

    // What is awaited and what was there take turns: it may take a round more until what others built is found.
    expect(cloud.pushMissing(changed)).toBe(stale);
    await watch.round(changed);
    await watch.round(changed);
    expect(await watch.summary()).toEqual({ fresh: IMAGES });
    expect(cloud.takeRequests()).toEqual({
      ...STEADY,
      'ecr:DescribeImages': 2 * IMAGES,
      'lambda:ListFunctions': 2 * STEADY['lambda:ListFunctions'],
      'ecr:BatchGetImage': stale,
      'ecr:GetDownloadUrlForLayer': stale,
      public: 2,
    });
    await watch.round(changed);
    expect(cloud.takeRequests()).toEqual(STEADY);
  });

  it('does not grow with history', async () => {
    await watch.round(MONOREPO);
    cloud.takeRequests();
    for (let edit = 1; edit <= 8; edit++) {
      const changed = watchedMonorepo(SIZE, 0, edit);
      cloud.pushMissing(changed);
      await watch.round(changed);
      expect(await watch.countImages()).toBe(Math.min(edit + 1, 5) * IMAGES);
    }
    cloud.takeRequests();
    const last = watchedMonorepo(SIZE, 0, 8);
    await watch.scan(last);
    await watch.round(last);
    expect(cloud.takeRequests()).toEqual(STEADY);

    // Back at the first sources, whose images are not kept any more: they are found and read again.
    await watch.scan(MONOREPO);
    await watch.round(MONOREPO);
    expect(await watch.summary()).toEqual({ fresh: IMAGES });
    cloud.takeRequests();
    await watch.round(MONOREPO);
    expect(await watch.summary()).toEqual({ fresh: IMAGES });
    expect(cloud.takeRequests()).toEqual(STEADY);
  });
});
