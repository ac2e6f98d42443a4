import {
  PackageWithExtras,
  PinnedPackage,
} from '@base-images/backstage-plugin-base-images-common';
import { InstallTarget } from '../../python/parseInstallTarget';

/** One thing that an installer was told to install. */
export interface ListedTarget {
  /** As the installer gets it. */
  text: string;
  target: InstallTarget;
  /** Whether it stands in a requirements file, not in the command. */
  inFile: boolean;
  /** What of it comes from the working tree. */
  packages: PackageWithExtras[];
  /** Whether it names an internal package in a published version. */
  isPinned: boolean;
}

/** What a request means in terms of the monorepo's packages. */
export interface ResolvedInstall {
  packages: PackageWithExtras[];
  pinned: PinnedPackage[];
  /** Everything that is asked for: first the arguments of the command in their order, then what its files hold. */
  targets: ListedTarget[];
}

/** Keeps the order of the arguments, and unites extras. */
export class InstallList {
  readonly #packages = new Map<string, Set<string>>();
  readonly #pinned = new Map<string, PinnedPackage>();
  readonly #targets: ListedTarget[] = [];
  readonly #deferred: (() => void)[] = [];
  #current: ListedTarget | undefined;

  has(name: string): boolean {
    return this.#packages.has(name);
  }

  /** What is installed or pinned from now on belongs to this target, until the packages are asked for. */
  begin(text: string, target: InstallTarget, inFile: boolean) {
    this.#current = { text, target, inFile, packages: [], isPinned: false };
    this.#targets.push(this.#current);
  }

  install(name: string, extras: readonly string[]) {
    const known = this.#packages.get(name) ?? new Set();
    extras.forEach(extra => known.add(extra));
    this.#packages.set(name, known);
    this.#current?.packages.push({ package: name, extras: [...extras].sort() });
  }

  pin(name: string, requirement: string) {
    this.#pinned.set(`${name}\n${requirement}`, { package: name, requirement });
    if (this.#current) {
      this.#current.isPinned = true;
    }
  }

  /** For what can only be told once everything else is known. */
  defer(action: () => void) {
    const current = this.#current;
    this.#deferred.push(() => {
      this.#current = current;
      action();
    });
  }

  /** What comes from the working tree so far, with what was put off. */
  packages(): PackageWithExtras[] {
    this.#deferred.splice(0).forEach(action => action());
    this.#current = undefined;
    return [...this.#packages].map(([name, extras]) => ({
      package: name,
      extras: [...extras].sort(),
    }));
  }

  toInstall(): ResolvedInstall {
    return {
      packages: this.packages(),
      pinned: [...this.#pinned.values()],
      targets: this.#targets,
    };
  }
}
