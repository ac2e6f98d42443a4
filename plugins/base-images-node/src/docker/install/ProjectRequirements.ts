import { Requirement } from '@base-images/backstage-plugin-base-images-common';
import { DiscoveredPackage } from '../../python/DiscoveredPackage';
import { normalizeName } from '../../python/normalizeName';
import { parseInstallTarget } from '../../python/parseInstallTarget';
import { folderOf } from '../paths';
import { shellPath } from '../shell/shellPath';
import { ShellState } from '../shell/ShellState';
import {
  groupRequirementsThatHold,
  requirementsThatHold,
  workingTreeClosure,
} from './directRequirements';
import { InstallList } from './InstallList';
import {
  InstallPlace,
  TargetResolver,
  TargetResolverOptions,
} from './TargetResolver';

/** Resolves what pip and uv are told to take from the manifest of a project, without the project. Gives false where there is none. */
export class ProjectRequirements {
  constructor(
    private readonly given: TargetResolverOptions,
    private readonly targets: TargetResolver,
  ) {}

  /** `--group name` or `--group folder/pyproject.toml:name` (pip and uv). */
  addGroup(written: string, place: InstallPlace, result: InstallList): boolean {
    const colon = written.lastIndexOf(':');
    const path = colon < 0 ? 'pyproject.toml' : written.slice(0, colon);
    const group = normalizeName(written.slice(colon + 1));
    const project = this.#projectAt(shellPath(place.state, path), place.state);
    if (!project) {
      return false;
    }
    this.#add(
      groupRequirementsThatHold(
        project.entry,
        name => name === group,
        this.given.environment,
      ),
      { ...place, folder: project.folder },
      result,
    );
    return true;
  }

  /** What a project asks for, without the project itself: `uv pip install -r pyproject.toml`. */
  addProject(path: string, place: InstallPlace, result: InstallList): boolean {
    const project = this.#projectAt(path, place.state);
    if (!project) {
      return false;
    }
    const { entry, folder } = project;
    const { extras, allExtras } = place.request;
    this.#add(
      requirementsThatHold(
        entry,
        allExtras ? entry.extras : extras,
        this.given.environment,
      ),
      { ...place, folder },
      result,
    );
    return true;
  }

  /** The package of the repository whose manifest is a file of the image. */
  #projectAt(
    path: string | undefined,
    { disk }: ShellState,
  ): { entry: DiscoveredPackage; folder: string } | undefined {
    const file = path === undefined ? undefined : disk.files.lookup(path);
    const entry =
      file?.kind === 'file'
        ? this.given.index.byFolder.get(folderOf(file.treePath))
        : undefined;
    return path !== undefined && entry
      ? { entry, folder: folderOf(path) || '/' }
      : undefined;
  }

  #add(
    requirements: readonly Requirement[],
    place: InstallPlace,
    result: InstallList,
  ) {
    const { index, environment } = this.given;
    for (const { name, extras, specifier, url, binding } of requirements) {
      const asked = extras.length > 0 ? `${name}[${extras.join(',')}]` : name;
      const text = url === null ? `${asked}${specifier}` : `${asked} @ ${url}`;
      const target = parseInstallTarget(text);
      if (place.request.tool === 'uv' && binding === 'working-tree') {
        // uv follows its sources, those of what is required as well.
        result.begin(text, target, true);
        workingTreeClosure(
          [{ package: name, extras }],
          index.byName,
          environment,
        ).forEach(item => result.install(item.package, item.extras));
      } else {
        this.targets.add(target, text, place, result);
      }
    }
  }
}
