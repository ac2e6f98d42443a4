import { BuildBehaviour } from './builds/BuildBehaviour';
import { BuildExecutor } from './builds/BuildExecutor';
import { BuildQueue } from './builds/BuildQueue';
import { ClockBuildExecutor } from './builds/ClockBuildExecutor';
import { defaultBehaviour } from './builds/defaultBehaviour';
import { Clock, SystemClock } from './clock';
import { Cloud, regionOf, settle } from './Cloud';
import { addData, addImage } from './data/addData';
import { ImageData, SimulatorData } from './data/SimulatorData';
import { expireImages } from './ecr/lifecycle';
import { removeImage } from './ecr/removeImage';
import { Faults } from './faults';
import { HttpServer } from './http/HttpServer';
import { route } from './http/route';
import { Registry } from './registry/Registry';
import { RequestLog } from './requests';
import { Blobs, MemoryBlobs, RegionState, SimulatorState } from './state';
import { startSession } from './sts/startSession';

/** How a simulator is made. @public */
export interface AwsSimulatorOptions {
  /** What there is from the beginning. */
  data?: SimulatorData;
  /** The system's time when left out. */
  clock?: Clock;
  /** How many times faster than real builds and updates are; 1 when left out. */
  speed?: number;
  /** What builds do; {@link defaultBehaviour} when left out. */
  behaviour?: BuildBehaviour;
  /** Runs builds otherwise than by the clock. */
  executor?: (parts: {
    state: SimulatorState;
    blobs: Blobs;
    clock: Clock;
  }) => BuildExecutor;
  /** Port on 127.0.0.1; a free one when left out. */
  port?: number;
  /** Resources to go on with, instead of none. */
  state?: SimulatorState;
  /** Where bytes are kept; in memory when left out. */
  blobs?: Blobs;
  /** How many requests to remember; all when left out. */
  rememberedRequests?: number;
}

/**
 * CodeBuild, ECR and what else of AWS the product uses, on loopback, at the level of the wire. One server stands for all accounts
 * and regions: the access key id tells the account, the signature's scope the region.
 *
 * @public
 */
export class AwsSimulator {
  /** What goes wrong. */
  readonly faults: Faults;
  /** What AWS saw. */
  readonly requests: RequestLog;
  private readonly cloud: Cloud;
  private readonly server: HttpServer;
  private readonly port: number;

  static create(options: AwsSimulatorOptions = {}): AwsSimulator {
    return new AwsSimulator(options);
  }

  /** Makes a simulator, and starts it. */
  static async start(options: AwsSimulatorOptions = {}): Promise<AwsSimulator> {
    const simulator = new AwsSimulator(options);
    await simulator.start();
    return simulator;
  }

  private constructor(options: AwsSimulatorOptions) {
    const speed = options.speed ?? 1;
    const clock = options.clock ?? new SystemClock();
    const blobs = options.blobs ?? new MemoryBlobs();
    const state: SimulatorState = options.state ?? {
      version: 1,
      regions: {},
      buckets: {},
      roles: {},
      sessions: {},
    };
    const executor =
      options.executor?.({ state, blobs, clock }) ??
      new ClockBuildExecutor({
        state,
        blobs,
        behaviour: options.behaviour ?? defaultBehaviour,
        speed,
      });
    this.port = options.port ?? 0;
    this.faults = new Faults();
    this.requests = new RequestLog(options.rememberedRequests);
    this.cloud = {
      state,
      blobs,
      speed,
      executor,
      clock,
      faults: this.faults,
      queue: new BuildQueue(executor, speed),
      url: () => this.server.url(),
    };
    const registry = new Registry(this.cloud);
    this.server = new HttpServer(request =>
      route(request, this.cloud, this, registry),
    );
    this.add(options.data ?? {});
  }

  /** Begins to listen. */
  async start(): Promise<void> {
    await this.server.start(this.port);
  }

  /** Stops listening, cuts what is open, and ends what builds run. */
  async stop(): Promise<void> {
    for (const { builds } of Object.values(this.cloud.state.regions)) {
      for (const build of Object.values(builds)) {
        this.cloud.executor.abandon(build);
      }
    }
    await this.server.stop();
  }

  /** The address for `endpoint` of the SDK's clients, or for `AWS_ENDPOINT_URL`. */
  get url(): string {
    return this.server.url();
  }

  /** Credentials of a user of an account. */
  credentials(account: string): {
    accessKeyId: string;
    secretAccessKey: string;
  } {
    return { accessKeyId: `AKIA${account}`, secretAccessKey: 'simulator' };
  }

  /** Credentials of a role of an account that end after so many milliseconds, by the clock of the simulation. */
  temporaryCredentials(
    account: string,
    milliseconds: number,
  ): {
    accessKeyId: string;
    secretAccessKey: string;
    sessionToken: string;
    expiration: Date;
  } {
    const expiresAt = this.cloud.clock.now() + milliseconds;
    const { accessKeyId, token } = startSession(this.cloud.state, {
      account,
      expiresAt,
      principal: `arn:aws:sts::${account}:assumed-role/simulator/session`,
    });
    return {
      accessKeyId,
      secretAccessKey: 'simulator',
      sessionToken: token,
      expiration: new Date(expiresAt),
    };
  }

  /** What an SDK client needs to speak to the simulator as a user of an account in a region. */
  clientConfig(
    account: string,
    region: string,
  ): {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
  } {
    return {
      endpoint: this.url,
      region,
      credentials: this.credentials(account),
    };
  }

  /** Adds resources; what is there under the same name is replaced. */
  add(data: SimulatorData): void {
    addData(this.cloud, data);
  }

  /** All resources of an account in a region, as they are now. To be read; what is changed here is so at once. */
  region(account: string, region: string): RegionState {
    settle(this.cloud);
    return regionOf(this.cloud.state, account, region);
  }

  /** Everything, as plain JSON, to go on with later. */
  state(): SimulatorState {
    settle(this.cloud);
    return this.cloud.state;
  }

  /** Pushes an image as somebody else would; tags move to it. Gives its digest. */
  pushImage(
    account: string,
    region: string,
    repository: string,
    image: ImageData,
  ): string {
    return addImage(
      this.cloud,
      this.region(account, region),
      repository,
      image,
    );
  }

  /** Takes an image away, as somebody else would. */
  removeImage(
    account: string,
    region: string,
    repository: string,
    digest: string,
  ): void {
    const found = this.region(account, region).repositories[repository];
    if (found) {
      removeImage(found, digest);
    }
  }

  /** Lets lifecycle policies do their work, which AWS does within a day. Gives the digests that went, by repository. */
  runLifecyclePolicies(
    account: string,
    region: string,
  ): Record<string, string[]> {
    const now = this.cloud.clock.now();
    return Object.fromEntries(
      Object.entries(this.region(account, region).repositories)
        .filter(([, { lifecyclePolicy }]) => lifecyclePolicy)
        .map(([name, repository]) => [name, expireImages(repository, now)]),
    );
  }
}
