import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import {
  FolderSourceTree,
  scan,
  WithBaseSources,
} from '@base-images/backstage-plugin-base-images-node';
import { MonorepoState } from './MonorepoState';
import { Workshop } from './Workshop';

/** A copy of a monorepo that images are built from. */
export class WorkshopMonorepo {
  /** Copies a folder, with the versions in its Dockerfiles moved to those that the workshop has. */
  static copy(workshop: Workshop, from: string): WorkshopMonorepo {
    const folder = mkdtempSync(join(workshop.folder, 'monorepo-'));
    cpSync(from, folder, { recursive: true });
    const monorepo = new WorkshopMonorepo(workshop, folder);
    for (const path of readdirSync(folder, { recursive: true })) {
      if (
        /(?:^|\/)(?:Dockerfile(?:\.with_base)?|base-images\.yaml)$/.test(
          String(path),
        )
      ) {
        const text = readFileSync(join(folder, String(path)), 'utf8');
        monorepo.write(String(path), workshop.versions.moveAll(text));
      }
    }
    return monorepo;
  }

  readonly #bases = new Map<string, string>();

  private constructor(
    readonly workshop: Workshop,
    readonly folder: string,
  ) {}

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  remove(path: string): void {
    rmSync(join(this.folder, path), { force: true });
  }

  /** Forgets that base images were built, after these were taken away. */
  forgetBases(): void {
    this.#bases.clear();
  }

  /** Reads the monorepo as it is now. */
  async read(): Promise<MonorepoState> {
    const tree = await FolderSourceTree.open(this.folder);
    return new MonorepoState(
      this.workshop,
      this.folder,
      tree,
      await scan(tree),
      await WithBaseSources.read(tree),
      this.#bases,
    );
  }
}
