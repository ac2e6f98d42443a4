import { createHash } from 'node:crypto';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { AwsSimulator } from '@base-images/aws-simulator';
import { Monorepo } from '@base-images/backstage-plugin-base-images-common';
import {
  assess,
  completeInputs,
  externalImageKey,
  imageLabels,
  imageNodes,
  ImageNode,
  ImageObservation,
  ImageRegistry,
  imageTag,
} from '@base-images/backstage-plugin-base-images-node';
import { PLATFORM } from '../../rebuild/__testUtils__/exampleRebuild';
import {
  createWatchedRegistry,
  PUBLIC_REGISTRY,
  WATCHED_ENVIRONMENT,
  WatchedAddresses,
} from './watchedRegistry';

const { account, region } = WATCHED_ENVIRONMENT;
const PARENT = `${PUBLIC_REGISTRY}/lambda/python:3.12`;
const MANIFEST = JSON.stringify({ schemaVersion: 2, config: {}, layers: [] });
const PARENT_DIGEST = `sha256:${createHash('sha256').update(MANIFEST).digest('hex')}`;

/** An account of the simulator in which the images of a monorepo are all fresh, and a registry of others. */
export class WatchedCloud {
  static async start(monorepo: Monorepo): Promise<WatchedCloud> {
    const simulator = await AwsSimulator.start();
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.setHeader('docker-content-digest', PARENT_DIGEST);
      response.end(MANIFEST);
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const cloud = new WatchedCloud(simulator, server, () => asked);
    cloud.pushMissing(monorepo);
    cloud.addFunctions(monorepo);
    return cloud;
  }

  readonly environment = WATCHED_ENVIRONMENT;
  readonly addresses: WatchedAddresses;
  readonly registry: ImageRegistry;
  readonly #images = new Map<string, ImageObservation>();
  /** By the id of the image. */
  readonly #repositories = new Map<string, string>();
  #askedBefore = 0;

  private constructor(
    readonly simulator: AwsSimulator,
    private readonly server: Server,
    private readonly asked: () => number,
  ) {
    const { port } = server.address() as AddressInfo;
    this.addresses = {
      aws: simulator.url,
      others: `http://127.0.0.1:${port}`,
      credentials: simulator.credentials(account),
    };
    this.registry = createWatchedRegistry(this.addresses);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await this.simulator.stop();
  }

  /** Requests since the last time, by operation; those to the registry of others as `public`. */
  takeRequests(): Record<string, number> {
    const counts = this.simulator.requests.counts();
    this.simulator.requests.clear();
    const others = this.asked() - this.#askedBefore;
    this.#askedBefore += others;
    return others > 0 ? { ...counts, public: others } : counts;
  }

  /** Builds what is missing, as a rebuild would. Gives how many images that were. */
  pushMissing(monorepo: Monorepo): number {
    const { simulator, environment } = this;
    const externalImages = new Map([
      [externalImageKey(PARENT, PLATFORM), { digest: PARENT_DIGEST }],
    ]);
    const now = new Date().toISOString();
    const nodes = imageNodes(monorepo, environment);
    const nothing = { images: new Map(), newest: null, failure: null };
    for (const { id, repository } of nodes) {
      this.#repositories.set(id, repository);
      this.#images.set(id, {
        ...(this.#images.get(id) ?? nothing),
        observedAt: now,
      });
    }
    for (let pushed = 0; ;) {
      const missing = assess(
        nodes,
        monorepo,
        { images: this.#images, externalImages },
        now,
      ).filter(({ status, buildKey }) => status !== 'fresh' && buildKey);
      if (missing.length === 0) {
        return pushed;
      }
      for (const { node, inputs, buildKey } of missing) {
        const complete = completeInputs(inputs)!;
        const { repository } = node;
        if (!simulator.region(account, region).repositories[repository]) {
          simulator.add({
            regions: [
              { account, region, repositories: [{ name: repository }] },
            ],
          });
        }
        const digest = simulator.pushImage(account, region, repository, {
          platform: PLATFORM,
          tags: [imageTag(buildKey!)],
          labels: imageLabels(complete, { name: PARENT, digest: 'sha256:p' }),
          base: this.#baseOf(node),
        });
        const image = {
          digest,
          buildKey: buildKey!,
          inputs: complete,
          pushedAt: now,
          sizeInBytes: 1,
        };
        this.#images.set(node.id, {
          images: new Map([[buildKey!, image]]),
          newest: image,
          observedAt: now,
          failure: null,
        });
        pushed += 1;
      }
    }
  }

  #baseOf({ parent }: ImageNode): string | undefined {
    const digest = parent && this.#images.get(parent)?.newest?.digest;
    return digest ? `${this.#repositories.get(parent)}@${digest}` : undefined;
  }

  /** Makes the functions of the Lambdas, each with the image that its Lambda has now. */
  addFunctions(monorepo: Monorepo): void {
    const functions = imageNodes(monorepo, this.environment).flatMap(node => {
      const image = `${node.repository}@${this.#images.get(node.id)?.newest?.digest}`;
      return node.functions.map(name => ({ name, image, platform: PLATFORM }));
    });
    this.simulator.add({ regions: [{ account, region, functions }] });
  }
}
