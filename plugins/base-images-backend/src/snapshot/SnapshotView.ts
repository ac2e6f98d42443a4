import {
  BaseImage,
  GraphReport,
  Lambda,
  LambdaCoverage,
  LookupReport,
  LookupRequest,
  Monorepo,
  Package,
  Snapshot,
} from '@base-images/backstage-plugin-base-images-common';
import {
  buildGraph,
  lookup,
  normalizeName,
  PackageGraph,
  toGraphReport,
  toLambdaCoverage,
} from '@base-images/backstage-plugin-base-images-node';
import { version } from '../../package.json';
import { ENGINE_VERSION } from '../scan/engineVersion';
import { builtOn } from './builtOn';
import { ModelKind, ModelRef } from './ModelRef';

/** A monorepo with what is derived from it; each thing is made when it is first asked for, and once. */
export class SnapshotView {
  static create(options: {
    sourceId: string;
    contentHash: string;
    changedAt: Date;
    monorepo: Monorepo;
  }): SnapshotView {
    return new SnapshotView(
      options.sourceId,
      options.contentHash,
      options.changedAt,
      options.monorepo,
    );
  }

  readonly packages: ReadonlyMap<string, Package>;
  /** By id. */
  readonly lambdas: ReadonlyMap<string, Lambda>;
  readonly baseImages: ReadonlyMap<string, BaseImage>;
  readonly #packageGraph: PackageGraph<Package>;

  #graph: GraphReport | undefined;
  #coverage: ReadonlyMap<string, LambdaCoverage> | undefined;
  #builtOn: ReadonlyMap<string, BaseImage> | undefined;

  private constructor(
    readonly sourceId: string,
    readonly contentHash: string,
    readonly changedAt: Date,
    readonly monorepo: Monorepo,
  ) {
    this.#packageGraph = buildGraph(monorepo.packages);
    this.packages = new Map(monorepo.packages.map(item => [item.name, item]));
    this.lambdas = new Map(monorepo.lambdas.map(item => [item.id, item]));
    this.baseImages = new Map(
      monorepo.baseImages.map(item => [item.name, item]),
    );
  }

  /** What every answer about the whole snapshot is a pure function of, but for the kind of answer: content and code. */
  get identity(): string {
    return JSON.stringify([
      this.sourceId,
      this.contentHash,
      this.changedAt,
      version,
      ENGINE_VERSION,
    ]);
  }

  get graph(): GraphReport {
    this.#graph ??= toGraphReport(this.monorepo);
    return this.#graph;
  }

  /** How far the best base image covers each Lambda, by the id of the Lambda. */
  get coverage(): ReadonlyMap<string, LambdaCoverage> {
    this.#coverage ??= new Map(
      toLambdaCoverage(this.monorepo).map(item => [item.lambda, item]),
    );
    return this.#coverage;
  }

  /** The base image that each Lambda is built on, where it is built on one, by the id of the Lambda. */
  get builtOn(): ReadonlyMap<string, BaseImage> {
    this.#builtOn ??= builtOn(this.monorepo);
    return this.#builtOn;
  }

  /** @throws InputError when a requirement cannot be read, or names what the monorepo does not have. */
  lookup(request: LookupRequest): LookupReport {
    return lookup(this.monorepo, request, this.#packageGraph);
  }

  toSnapshot(): Snapshot {
    const { revision, treeHash, packages, lambdas, baseImages, diagnostics } =
      this.monorepo;
    return {
      sourceId: this.sourceId,
      scannedAt: this.changedAt.toISOString(),
      revision,
      treeHash,
      packages: packages.map(item => ({
        ...item,
        dependencies: this.#packageGraph.dependencies(item.name),
      })),
      lambdas: lambdas.map(item => ({
        ...item,
        baseImage: this.coverage.get(item.id)?.baseImage ?? null,
        coverage: this.coverage.get(item.id)?.coverage ?? null,
      })),
      baseImages,
      diagnostics,
    };
  }

  /**
   * The part that a name means, or undefined when there is none: names are normalised, and a Lambda is also known by its
   * Dockerfile where no other is built from it.
   */
  find(kind: ModelKind, name: string): ModelRef | undefined {
    switch (kind) {
      case 'package':
        return toRef(kind, this.packages.get(normalizeName(name))?.name);
      case 'lambda':
        return toRef(kind, this.#findLambda(name)?.id);
      default:
        return toRef(kind, this.baseImages.get(normalizeName(name))?.name);
    }
  }

  #findLambda(idOrDockerfile: string): Lambda | undefined {
    const byId = this.lambdas.get(idOrDockerfile);
    if (byId) {
      return byId;
    }
    const [only, ...others] = this.monorepo.lambdas.filter(
      lambda => lambda.dockerfile === idOrDockerfile,
    );
    return others.length === 0 ? only : undefined;
  }
}

function toRef(
  kind: ModelKind,
  name: string | undefined,
): ModelRef | undefined {
  return name === undefined ? undefined : { kind, name };
}
