import {
  BaseImage,
  Snapshot,
  SnapshotLambda,
  SnapshotPackage,
} from '@base-images/backstage-plugin-base-images-common';

/** What a monorepo holds, to be looked up by name. */
export class MonorepoIndex {
  readonly #packages: Map<string, SnapshotPackage>;
  readonly #lambdas: Map<string, SnapshotLambda>;
  readonly #lambdasByDockerfile: Map<string, SnapshotLambda[]>;
  readonly #baseImages: Map<string, BaseImage>;

  static create(snapshot: Snapshot): MonorepoIndex {
    return new MonorepoIndex(snapshot);
  }

  private constructor(snapshot: Snapshot) {
    this.#packages = new Map(snapshot.packages.map(item => [item.name, item]));
    this.#lambdas = new Map(snapshot.lambdas.map(item => [item.id, item]));
    this.#lambdasByDockerfile = new Map();
    for (const item of snapshot.lambdas) {
      const others = this.#lambdasByDockerfile.get(item.dockerfile) ?? [];
      this.#lambdasByDockerfile.set(item.dockerfile, [...others, item]);
    }
    this.#baseImages = new Map(
      snapshot.baseImages.map(item => [item.name, item]),
    );
  }

  getPackage(name: string): SnapshotPackage | undefined {
    return this.#packages.get(name);
  }

  getLambda(id: string): SnapshotLambda | undefined {
    return this.#lambdas.get(id);
  }

  /** The Lambda of that id, else the only one that is built from the Dockerfile of that path. */
  findLambda(idOrDockerfile: string): SnapshotLambda | undefined {
    const byDockerfile = this.#lambdasByDockerfile.get(idOrDockerfile) ?? [];
    return (
      this.#lambdas.get(idOrDockerfile) ??
      (byDockerfile.length === 1 ? byDockerfile[0] : undefined)
    );
  }

  getBaseImage(name: string): BaseImage | undefined {
    return this.#baseImages.get(name);
  }
}
