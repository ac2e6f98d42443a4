import { randomBytes, randomUUID } from 'node:crypto';
import { DeleteRepositoryCommand } from '@aws-sdk/client-ecr';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { ConfigReader } from '@backstage/config';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import {
  BuildService,
  ImageRegistry,
  SourceEnvironment,
} from '@base-images/backstage-plugin-base-images-node';
import {
  BuildServiceBench,
  ImageRegistryBench,
  TestImage,
} from '@base-images/backstage-plugin-base-images-node/testUtils';
import { CONTEXT_KEY } from '../builds/contextKey';
import { AwsClients, EnvironmentClients } from '../clients/AwsClients';
import { createAwsServices } from '../createAwsServices';
import { TestAccount } from './accountVariables';
import { ImagePusher } from './ImagePusher';

/**
 * The module on an account, with credentials as every AWS SDK finds them. Everything that is made has a name that was drawn for
 * this run, or an id that the account gave: nothing else is ever changed or taken away.
 */
export class AwsAccountBench implements ImageRegistryBench, BuildServiceBench {
  static async create(
    account: TestAccount,
    options: { pause: () => Promise<void>; functions?: string[] },
  ): Promise<AwsAccountBench> {
    const { endpoint } = account;
    if (endpoint) {
      // The credentials manager asks AWS STS whose credentials they are.
      process.env.AWS_ENDPOINT_URL_STS = endpoint;
    }
    const credentials = DefaultAwsCredentialsManager.fromConfig(
      new ConfigReader({}),
    );
    const clients = await AwsClients.create({ credentials, endpoint }).of(
      account,
    );
    return new AwsAccountBench(
      account,
      clients,
      createAwsServices({ credentials, endpoint }),
      options,
    );
  }

  readonly environment: SourceEnvironment;
  readonly platform: string;
  readonly registry: ImageRegistry;
  readonly builds: BuildService;
  readonly pause: () => Promise<void>;
  readonly #run = randomBytes(4).toString('hex');
  readonly #pusher: ImagePusher;
  readonly #made = {
    repositories: new Set<string>(),
    versions: new Set<string>(),
    builds: new Set<string>(),
  };

  private constructor(
    private readonly account: TestAccount,
    private readonly clients: EnvironmentClients,
    services: { registry: ImageRegistry; builds: BuildService },
    options: { pause: () => Promise<void>; functions?: string[] },
  ) {
    const { platform, project, endpoint: _endpoint, ...place } = account;
    this.platform = platform;
    this.environment = {
      ...place,
      sourceId: 'contract-tests',
      id: this.#run,
      projects: new Map([[platform, project]]),
      functions: options.functions ?? [],
      deploy: (options.functions ?? []).map(name => `${name}deployable`),
      rebuild: 'manual',
      concurrency: 1,
      buildsPerDay: 10,
      timeoutMinutes: 10,
      queuedTimeoutMinutes: 30,
      registries: [],
    };
    this.pause = options.pause;
    this.registry = services.registry;
    this.builds = this.#recorded(services.builds);
    this.#pusher = new ImagePusher(clients.ecr);
  }

  newRepository(): string {
    const { repositories } = this.#made;
    const name = `${this.account.repositoryPrefix}${this.#run}-${repositories.size}`;
    repositories.add(name);
    return name;
  }

  newUnknownBuildId(): string {
    return `${this.account.project}:${randomUUID()}`;
  }

  async pushImage(repository: string, image: TestImage): Promise<string> {
    const { platform } = this;
    return this.#pusher.pushImage(repository, { platform, ...image });
  }

  async pushIndex(
    ...request: Parameters<ImageRegistryBench['pushIndex']>
  ): Promise<string> {
    return this.#pusher.pushIndex(...request);
  }

  /** Stops, and takes away, what was made here. Builds and their logs stay in the history of the account. */
  async cleanUp(): Promise<void> {
    const { repositories, versions, builds } = this.#made;
    const { environment, clients } = this;
    const left: unknown[] = [];
    const attempt = (work: Promise<unknown>) =>
      work.catch(error => left.push(error));
    for (const buildId of builds) {
      await attempt(this.builds.stopBuild({ environment, buildId }));
    }
    for (const repositoryName of repositories) {
      await attempt(
        clients.ecr
          .send(new DeleteRepositoryCommand({ repositoryName, force: true }))
          .catch(error => {
            if (error.name !== 'RepositoryNotFoundException') {
              throw error;
            }
          }),
      );
    }
    for (const VersionId of versions) {
      await attempt(
        clients.s3.send(
          new DeleteObjectCommand({
            Bucket: environment.bucket,
            Key: CONTEXT_KEY,
            VersionId,
            ExpectedBucketOwner: environment.account,
          }),
        ),
      );
    }
    if (left.length > 0) {
      throw new Error(`Not everything could be taken away: ${left.join('; ')}`);
    }
  }

  #recorded(builds: BuildService): BuildService {
    return {
      storeContext: async request => {
        const stored = await builds.storeContext(request);
        this.#made.versions.add(stored.version);
        return stored;
      },
      startBuild: async request => {
        const started = await builds.startBuild(request);
        this.#made.builds.add(started.buildId);
        return started;
      },
      readBuilds: request => builds.readBuilds(request),
      listBuilds: request => builds.listBuilds(request),
      stopBuild: request => builds.stopBuild(request),
      readLog: request => builds.readLog(request),
      preflight: request => builds.preflight(request),
    };
  }
}
