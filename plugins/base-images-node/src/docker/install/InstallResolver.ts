import {
  InstallTarget,
  parseInstallTarget,
} from '../../python/parseInstallTarget';
import { parseRequirementsFile } from '../../python/parseRequirementsFile';
import { baseName, folderOf, resolveImagePath } from '../paths';
import { shellPath } from '../shell/shellPath';
import { showText } from '../shell/showText';
import { isKnown, ShellState, UNKNOWN_TEXT } from '../shell/ShellState';
import { InstallList, ResolvedInstall } from './InstallList';
import { InstallRequest } from './InstallRequest';
import { ProjectRequirements } from './ProjectRequirements';
import {
  InstallPlace,
  TargetResolver,
  TargetResolverOptions,
} from './TargetResolver';

const MAXIMUM_FILES = 64;
const MAXIMUM_ITEMS = 20_000;

export interface InstallResolverOptions extends TargetResolverOptions {
  /** Content of a file of the image; undefined where it cannot be told. */
  readText(path: string, state: ShellState): Promise<string | undefined>;
}

/** Resolves what installers are told to install to packages of the monorepo. */
export class InstallResolver {
  readonly #targets: TargetResolver;
  readonly #projects: ProjectRequirements;

  constructor(private readonly given: InstallResolverOptions) {
    this.#targets = new TargetResolver(given);
    this.#projects = new ProjectRequirements(given, this.#targets);
  }

  async resolve(
    request: InstallRequest,
    state: ShellState,
    line: number,
    installed: ReadonlySet<string>,
  ): Promise<ResolvedInstall> {
    const result = new InstallList();
    const place = { state, line, installed, request, folder: undefined };
    for (const { text, editable } of request.items) {
      const target = parseInstallTarget(text, editable);
      this.#targets.add(target, text, place, result);
    }
    const visited = new Set<string>();
    for (const file of request.requirementFiles) {
      await this.#addFile(shellPath(state, file), file, place, result, visited);
    }
    for (const group of request.groups) {
      if (!this.#projects.addGroup(group, place, result)) {
        this.#addUnknown(`the dependency group ${showText(group)}`, place);
      }
    }
    if (!request.noDependencies) {
      this.#targets.addLinked(place, result);
    }
    return result.toInstall();
  }

  #addUnknown(what: string, { line }: InstallPlace) {
    this.given.log.unresolved++;
    this.given.log.lower('unknown', line, `${what} cannot be found`);
  }

  async #addFile(
    path: string | undefined,
    written: string,
    place: InstallPlace,
    result: InstallList,
    visited: Set<string>,
  ): Promise<void> {
    const { readText } = this.given;
    if (/^https?:\/\//.test(written)) {
      return;
    }
    const text =
      path === undefined ? undefined : await readText(path, place.state);
    if (path === undefined || text === undefined) {
      const entry = path && place.state.disk.files.lookup(path);
      if (!entry || entry.kind !== 'foreign') {
        this.#addUnknown(`the requirements file ${showText(written)}`, place);
      }
      return;
    }
    const isProject =
      place.request.tool === 'uv' &&
      /^(?:pyproject\.toml|setup\.(?:py|cfg))$/.test(baseName(path));
    if (isProject && this.#projects.addProject(path, place, result)) {
      return;
    }
    if (visited.has(path) || visited.size >= MAXIMUM_FILES) {
      return;
    }
    visited.add(path);
    const folder = folderOf(path) || '/';
    const inner = { ...place, folder };
    const lines = parseRequirementsFile(text).slice(0, MAXIMUM_ITEMS);
    for (const entry of lines) {
      if (entry.type === 'file') {
        if (!entry.constraint) {
          const nested = this.#withVariables(entry.path, place.state);
          const at = isKnown(nested)
            ? resolveImagePath(folder, nested)
            : undefined;
          await this.#addFile(at, nested, inner, result, visited);
        }
      } else if (entry.type !== 'option') {
        const known = this.#withVariables(entry.text, place.state);
        const target = known === entry.text ? entry : reread(known);
        this.#targets.add(target, known, inner, result);
      }
    }
  }

  /** `${VAR}` in a requirements file is an environment variable. */
  #withVariables(text: string, state: ShellState): string {
    return text.replace(
      /\$\{([A-Z0-9_]+)\}/g,
      (_, name) => state.variables.get(name) ?? UNKNOWN_TEXT,
    );
  }
}

function reread(text: string): InstallTarget {
  const editable = /^(?:-e|--editable)[ =]?\s*/.exec(text)?.[0];
  return editable
    ? parseInstallTarget(text.slice(editable.length), true)
    : parseInstallTarget(text);
}
