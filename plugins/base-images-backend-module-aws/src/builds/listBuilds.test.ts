import {
  BatchGetBuildsCommand,
  BatchGetBuildsCommandOutput,
  Build,
  CodeBuildClient,
  ListBuildsForProjectCommand,
  ListBuildsForProjectCommandOutput,
} from '@aws-sdk/client-codebuild';
import { SourceEnvironment } from '@base-images/backstage-plugin-base-images-node';
import { AwsClients } from '../clients/AwsClients';
import { CodeBuildService } from './CodeBuildService';

const ARM = 'linux/arm64';
const ENVIRONMENT = {
  id: 'production',
  projects: new Map([[ARM, 'images']]),
} as Partial<SourceEnvironment> as SourceEnvironment;
const SINCE = '2026-02-01T12:00:00.000Z';
const HOUR_MS = 3_600_000;

type Page = Partial<ListBuildsForProjectCommandOutput>;

/** A build of ours that began so many hours after the time that is asked about. */
function build(id: string, hours: number | undefined): Build {
  return {
    id,
    startTime:
      hours === undefined
        ? undefined
        : new Date(Date.parse(SINCE) + hours * HOUR_MS),
    environment: {
      type: 'ARM_CONTAINER',
      image: 'image',
      computeType: 'BUILD_GENERAL1_SMALL',
      environmentVariables: [
        { name: 'BASE_IMAGES_ATTEMPT', value: `attempt of ${id}` },
      ],
    },
  };
}

const ids = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

/** CodeBuild as far as it is asked here. */
function createService(options: {
  pages: Page[];
  builds: Build[];
  answer?: (ids: string[]) => Partial<BatchGetBuildsCommandOutput>;
}) {
  const { pages } = options;
  const known = new Map(options.builds.map(item => [item.id!, item]));
  const listed: (string | undefined)[] = [];
  const send = async (command: unknown) => {
    if (command instanceof ListBuildsForProjectCommand) {
      const { nextToken } = command.input;
      listed.push(nextToken);
      const index = Number(nextToken ?? 0);
      return index + 1 < pages.length
        ? { nextToken: `${index + 1}`, ...pages[index] }
        : pages[index];
    }
    if (command instanceof BatchGetBuildsCommand) {
      const asked = command.input.ids!;
      return (
        options.answer?.(asked) ?? {
          builds: asked.flatMap(id => known.get(id) ?? []),
          buildsNotFound: asked.filter(id => !known.has(id)),
        }
      );
    }
    throw new Error('Nothing else is asked for');
  };
  const clients: Pick<AwsClients, 'of'> = {
    of: async () =>
      ({ codeBuild: { send } as unknown as CodeBuildClient }) as never,
  };
  const service = CodeBuildService.create({ clients: clients as AwsClients });
  return {
    listed,
    service,
    list: async () =>
      (
        await service.listBuilds({
          environment: ENVIRONMENT,
          platform: ARM,
          since: SINCE,
        })
      ).map(({ buildId }) => buildId),
  };
}

const incomplete = { name: 'ServiceError', kind: 'no-answer' };

describe('builds of a project since a time', () => {
  it('are all of them to the end of the list', async () => {
    const { list } = createService({
      pages: [{ ids: ['new'] }, { ids: [] }, { ids: ['unknown', 'old'] }],
      builds: [build('new', 1), build('unknown', undefined), build('old', -1)],
    });
    expect(await list()).toEqual(['new', 'unknown']);
  });

  it('are none where the project never had one', async () => {
    const { list } = createService({ pages: [{ ids: [] }], builds: [] });
    expect(await list()).toEqual([]);
  });

  it('are not looked for any more after a hundred older ones in a row', async () => {
    const old = ids('old', 150);
    const { list, listed } = createService({
      pages: [
        { ids: ['new', ...old.slice(0, 99)] },
        { ids: old.slice(99) },
        { ids: ['never'] },
      ],
      builds: [build('new', 1), ...old.map(id => build(id, -1))],
    });
    expect(await list()).toEqual(['new']);
    expect(listed).toHaveLength(2);
  });

  it.each<[string, Page[], Build[]]>([
    [
      'an older one comes first',
      [{ ids: ['old'] }, { ids: ['new'] }],
      [build('old', -1), build('new', 1)],
    ],
    [
      'a page is short',
      [{ ids: ['old', 'older'] }, { ids: [] }, { ids: ['new'] }],
      [build('old', -1), build('older', -2), build('new', 1)],
    ],
    [
      'one that goes on stands among older ones',
      [{ ids: ids('old', 99) }, { ids: ['new'] }],
      [...ids('old', 99).map(id => build(id, -1)), build('new', 1)],
    ],
  ])('are found where %s', async (_, pages, builds) => {
    const { list } = createService({ pages, builds });
    expect(await list()).toEqual(['new']);
  });

  it('are not known while CodeBuild does not know one that it lists, also among older ones', async () => {
    const { list } = createService({
      pages: [{ ids: ['lost', 'old'] }],
      builds: [build('old', -1)],
    });
    await expect(list()).rejects.toMatchObject(incomplete);
  });

  it.each<[string, (asked: string[]) => Partial<BatchGetBuildsCommandOutput>]>([
    [
      'leaves one out',
      () => ({ builds: [build('old', -1)], buildsNotFound: [] }),
    ],
    ['says nothing', () => ({})],
    [
      'leaves out what a build was started with',
      asked => ({
        builds: asked.map(id => ({ ...build(id, 1), environment: undefined })),
      }),
    ],
  ])('are not known where an answer %s', async (_, answer) => {
    const { list } = createService({
      pages: [{ ids: ['lost', 'old'] }],
      builds: [],
      answer,
    });
    await expect(list()).rejects.toMatchObject(incomplete);
  });

  it.each<[string, Page[]]>([
    ['a page has no ids', [{ ids: undefined }]],
    ['a later page has no ids', [{ ids: ['old'] }, { ids: undefined }]],
    ['a page comes again and again', [{ ids: ['old'], nextToken: '0' }]],
  ])('are not known where %s', async (_, pages) => {
    const { list, listed } = createService({
      pages,
      builds: [build('old', -1)],
    });
    await expect(list()).rejects.toMatchObject(incomplete);
    expect(listed.length).toBeLessThan(4);
  });
});

describe('the status of builds', () => {
  it('says that a build is missing only where CodeBuild says so', async () => {
    const { service } = createService({
      pages: [],
      builds: [],
      answer: () => ({ builds: [build('a', 0)], buildsNotFound: ['b'] }),
    });
    const { builds, missing } = await service.readBuilds({
      environment: ENVIRONMENT,
      buildIds: ['a', 'b', 'c'],
    });
    expect(builds.map(({ buildId }) => buildId)).toEqual(['a']);
    expect(missing).toEqual(['b']);
  });
});
