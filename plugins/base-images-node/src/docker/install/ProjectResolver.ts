import { posix } from 'node:path';
import { PackageWithExtras } from '@base-images/backstage-plugin-base-images-common';
import { DiscoveredPackage } from '../../python/DiscoveredPackage';
import { MarkerEnvironment } from '../../python/MarkerEnvironment';
import { ImageEntry } from '../ImageFiles';
import { folderOf, joinImagePath, resolveImagePath } from '../paths';
import { shellPath } from '../shell/shellPath';
import { ShellState } from '../shell/ShellState';
import {
  groupRequirementsThatHold,
  workingTreeClosure,
} from './directRequirements';
import { DistributionFormat, distributionFiles } from './distributionFiles';
import { PackageIndex } from './PackageIndex';
import { GroupChoice, ProjectRequest } from './ProjectRequest';

const MAXIMUM_LEVELS = 32;
/** What tells that a folder holds a project. */
const MANIFESTS: Record<ProjectRequest['kind'], readonly string[]> = {
  install: ['pyproject.toml'],
  export: ['pyproject.toml'],
  build: ['pyproject.toml', 'setup.py', 'setup.cfg'],
};

/** The project that a command works on. */
export interface FoundProject {
  /** Folder in the image. */
  folder: string;
  /** Folder in the image of the workspace that it belongs to: where the lock file is. */
  root: string;
  /** Folder in the tree. */
  treeFolder: string;
}

/** What a project command means in terms of the monorepo's packages. */
export interface ResolvedProject extends FoundProject {
  packages: PackageWithExtras[];
}

/** Resolves commands that install a project with everything that it needs of the working tree. */
export class ProjectResolver {
  constructor(
    private readonly index: PackageIndex,
    private readonly environment: MarkerEnvironment,
  ) {}

  /** Undefined where there is no project of the repository at that place of the image. */
  resolve(
    request: ProjectRequest,
    state: ShellState,
  ): ResolvedProject | undefined {
    const start = shellPath(state, request.folder ?? '.');
    const found =
      start === undefined
        ? undefined
        : findProject(start, state, MANIFESTS[request.kind]);
    if (!found) {
      return undefined;
    }
    const roots = this.#rootsOf(request, found.treeFolder);
    const left = new Set(request.without);
    if (request.withoutProject) {
      this.#projectsOf(request, found.treeFolder).forEach(name =>
        left.add(name),
      );
    }
    const packages = request.withoutWorkspace
      ? []
      : this.#closure(roots, request).filter(
          item =>
            !left.has(item.package) && this.#isTaken(item.package, request),
        );
    return { ...found, packages };
  }

  /** Whether a command takes a package itself, and not only what it needs; what is built is always taken. */
  #isTaken(name: string, { kind, tool }: ProjectRequest): boolean {
    const virtual = this.index.byName.get(name)?.virtual;
    return (
      kind === 'build' ||
      (virtual !== 'declared' && !(virtual === 'undeclared' && tool === 'uv'))
    );
  }

  /** Where a package is in the image, told by where the project is. */
  imageFolder({ folder, treeFolder }: FoundProject, name: string): string {
    const other = this.index.byName.get(name)?.path ?? '.';
    return resolveImagePath(folder, posix.relative(treeFolder, other));
  }

  /** The names of the files that are built of a package. */
  distributionFiles(
    name: string,
    formats: readonly DistributionFormat[],
  ): string[] {
    const entry = this.index.byName.get(name);
    return entry ? distributionFiles(entry, formats) : [];
  }

  /** What counts as the project itself: the members that are asked for by name, else what stands in its folder. */
  #projectsOf(
    { packages }: ProjectRequest,
    treeFolder: string,
  ): readonly string[] {
    const own = this.index.byFolder.get(treeFolder)?.name;
    return packages.length > 0 || own === undefined ? packages : [own];
  }

  #rootsOf(request: ProjectRequest, treeFolder: string): PackageWithExtras[] {
    const own = this.index.byFolder.get(treeFolder);
    // uv takes every member where the root of a workspace is no package itself.
    const isWhole = request.allPackages || (request.tool === 'uv' && !own);
    let entries = own ? [own] : [];
    if (request.packages.length > 0) {
      entries = request.packages.flatMap(
        name => this.index.byName.get(name) ?? [],
      );
    } else if (isWhole) {
      const workspace = own?.uvWorkspace ?? treeFolder;
      const members = [...this.index.byName.values()].filter(
        ({ uvWorkspace }) => uvWorkspace === workspace,
      );
      entries = members.length > 0 ? members : entries;
    }
    return entries.map(entry => ({
      package: entry.name,
      extras: request.allExtras
        ? entry.extras
        : request.extras.filter(extra => entry.extras.includes(extra)),
    }));
  }

  #closure(
    roots: readonly PackageWithExtras[],
    request: ProjectRequest,
  ): PackageWithExtras[] {
    const { byName } = this.index;
    const asked = roots.flatMap(root => {
      const entry = byName.get(root.package);
      return entry ? this.#groupRequirements(entry, request.groups) : [];
    });
    const closure = workingTreeClosure(
      request.onlyGroups ? asked : [...roots, ...asked],
      byName,
      this.environment,
    );
    // Poetry installs the project in any case, and then without what it needs.
    const alone =
      request.onlyGroups && request.tool === 'poetry'
        ? roots.filter(
            root => !closure.some(item => item.package === root.package),
          )
        : [];
    return [...closure, ...alone];
  }

  #groupRequirements(
    entry: DiscoveredPackage,
    { start, named, without }: GroupChoice,
  ): PackageWithExtras[] {
    const isWanted = (group: string) =>
      !without.includes(group) &&
      (start === 'all' ||
        named.includes(group) ||
        (start === 'default' && entry.defaultGroups.includes(group)));
    return groupRequirementsThatHold(entry, isWanted, this.environment)
      .filter(({ binding }) => binding === 'working-tree')
      .map(({ name, extras }) => ({ package: name, extras }));
  }
}

/** The nearest folder with a manifest of the repository, at or above a folder of the image. */
function findProject(
  start: string,
  state: ShellState,
  manifests: readonly string[],
): FoundProject | undefined {
  let found: FoundProject | undefined;
  let folder = start;
  for (let level = 0; level < MAXIMUM_LEVELS; level++) {
    const manifest = found ? undefined : fileIn(folder, manifests, state);
    if (manifest?.kind === 'file') {
      const treeFolder = folderOf(manifest.treePath);
      found = { folder, root: folder, treeFolder };
    }
    if (found && state.disk.files.lookup(joinImagePath(folder, 'uv.lock'))) {
      return { ...found, root: folder };
    }
    if (folder === '/') {
      break;
    }
    folder = folderOf(folder) === '' ? '/' : folderOf(folder);
  }
  return found;
}

/** The first of some files that is in a folder and comes from the repository. */
function fileIn(
  folder: string,
  names: readonly string[],
  { disk }: ShellState,
): ImageEntry | undefined {
  return names
    .map(name => disk.files.lookup(joinImagePath(folder, name)))
    .find(entry => entry?.kind === 'file');
}
