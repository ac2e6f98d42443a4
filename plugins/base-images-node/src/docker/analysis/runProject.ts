import { PackageWithExtras } from '@base-images/backstage-plugin-base-images-common';
import { SYSTEM_LOCATION } from '../install/installLocation';
import { ProjectRequest } from '../install/ProjectRequest';
import { ProjectResolver, ResolvedProject } from '../install/ProjectResolver';
import { joinImagePath, resolveImagePath } from '../paths';
import { ShellCommand } from '../shell/ShellCommand';
import { shellPath } from '../shell/shellPath';
import { isKnown, ShellState } from '../shell/ShellState';
import { showText } from '../shell/showText';
import type { RunAnalysis } from './RunAnalysis';

/** Carries out a command of uv, Poetry or PDM that works on a whole project. False where there is no project of the repository. */
export function runProject(
  request: ProjectRequest,
  command: ShellCommand,
  state: ShellState,
  resolver: ProjectResolver,
  analysis: RunAnalysis,
): boolean {
  const project = resolver.resolve(request, state);
  if (!project) {
    return false;
  }
  if (request.kind === 'install') {
    const location = projectLocation(request, project, command, state);
    if (location !== SYSTEM_LOCATION) {
      analysis.putText(joinImagePath(location, 'pyvenv.cfg'), '', state);
    }
    const absent = project.packages.find(item => {
      const folder = resolver.imageFolder(project, item.package);
      const entry = state.disk.files.lookup(folder);
      return entry === undefined || entry.kind === 'missing';
    });
    if (absent) {
      const reason = `${absent.package}, which the project needs, is not in the image`;
      analysis.doubtAbsent(command.range.startLine, reason);
    }
    analysis.record(
      { packages: project.packages, noDependencies: false, location },
      command,
    );
  } else if (request.kind === 'export') {
    const output = request.output ?? command.output;
    const path = output === undefined ? undefined : shellPath(state, output);
    if (path !== undefined) {
      const text = exportedRequirements(request, project, resolver);
      analysis.putText(path, text, state);
    }
  } else {
    const folder = shellPath(state, request.output ?? `${project.root}/dist`);
    const built = builtPackages(request, project, resolver);
    for (const name of built) {
      const files = resolver.distributionFiles(name, request.formats);
      analysis.putDistributions(folder, name, files, state);
    }
  }
  return true;
}

/** The requirements file that an export writes, as far as it names packages of the repository. */
export function exportedRequirements(
  { tool }: ProjectRequest,
  project: ResolvedProject,
  resolver: ProjectResolver,
): string {
  return project.packages
    .map(item => ({
      ...item,
      folder: resolver.imageFolder(project, item.package),
    }))
    .filter(({ folder }) => !(tool === 'poetry' && folder === project.folder))
    .map(({ folder, extras }) => `${folder}/${extraText(extras)}\n`)
    .join('');
}

function extraText(extras: PackageWithExtras['extras']): string {
  return extras.length > 0 ? `[${extras.join(',')}]` : '';
}

function builtPackages(
  request: ProjectRequest,
  project: ResolvedProject,
  resolver: ProjectResolver,
): string[] {
  return project.packages
    .map(item => item.package)
    .filter(
      name =>
        request.allPackages ||
        request.packages.includes(name) ||
        (request.packages.length === 0 &&
          resolver.imageFolder(project, name) === project.folder),
    );
}

function projectLocation(
  { tool, active }: ProjectRequest,
  project: ResolvedProject,
  command: ShellCommand,
  state: ShellState,
): string {
  const variable = (name: string) => {
    const value = command.variables.get(name) ?? state.variables.get(name);
    return value && isKnown(value) ? value : undefined;
  };
  const environment = variable('VIRTUAL_ENV');
  if (tool === 'uv' && !active) {
    const folder = variable('UV_PROJECT_ENVIRONMENT') ?? '.venv';
    const path = resolveImagePath(project.root, folder);
    return /^\/(?:usr|usr\/local|var\/lang)$/.test(path)
      ? SYSTEM_LOCATION
      : path;
  }
  if (environment) {
    return resolveImagePath('/', environment);
  }
  const inProject =
    tool === 'pdm' ||
    /^(?:1|true)$/i.test(variable('POETRY_VIRTUALENVS_IN_PROJECT') ?? '');
  return inProject ? joinImagePath(project.folder, '.venv') : SYSTEM_LOCATION;
}

/** Doubts a command that found no project, unless what it works on is not of the repository, and so holds no package of it. */
export function doubtProject(
  { folder }: ProjectRequest,
  { words, range }: ShellCommand,
  state: ShellState,
  analysis: RunAnalysis,
) {
  const start = shellPath(state, folder ?? '.');
  const entry =
    start === undefined
      ? undefined
      : (state.disk.files.lookup(joinImagePath(start, 'pyproject.toml')) ??
        state.disk.files.lookup(start));
  if (entry?.kind !== 'foreign') {
    const what = showText(words.slice(0, 2).join(' '));
    analysis.doubtAbsent(
      range.startLine,
      `the project that ${what} works on is not in the image`,
    );
  }
}
