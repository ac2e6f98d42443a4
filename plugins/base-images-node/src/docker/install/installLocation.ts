import { normalizeName } from '../../python/normalizeName';
import { joinImagePath, pathBelow, resolveImagePath } from '../paths';
import { ShellCommand } from '../shell/ShellCommand';
import { shellPath } from '../shell/shellPath';
import { isKnown, ShellState } from '../shell/ShellState';
import { Installation } from './InstallCommand';
import { InstallRequest } from './InstallRequest';

/** The interpreter's own folder, wherever that is. */
export const SYSTEM_LOCATION = '';

const SYSTEM_PREFIXES = new Set(['/', '/usr', '/usr/local', '/var/lang']);
const SYSTEM_PARENTS = /^(?:\/|\/usr|\/usr\/local|\/var|\/var\/lang|\/opt)$/;
const PACKAGES_FOLDER =
  /\/lib(?:64)?(?:\/python[^/]*(?:\/(?:site|dist)-packages)?)?$/;
const ONE_PACKAGE = /\/(?:site|dist)-packages\/([^/]+)/;

/** Where a command installs to. */
export function installLocation(
  command: ShellCommand,
  request: Pick<InstallRequest, 'target' | 'user' | 'python' | 'tool'>,
  state: ShellState,
): string {
  const variable = (name: string) =>
    command.variables.get(name) ?? state.variables.get(name);
  if (request.target !== undefined) {
    return shellPath(state, request.target) ?? SYSTEM_LOCATION;
  }
  if (request.user) {
    return resolveImagePath(variable('HOME') ?? '/root', '.local');
  }
  const program = [request.python, command.words[0]].find(text =>
    text?.includes('/'),
  );
  if (program !== undefined) {
    const path = shellPath(state, program) ?? '';
    return systemOr(path.replace(/(?:\/bin\/[^/]*)?$/, ''));
  }
  const environment = variable('VIRTUAL_ENV');
  if (environment && isKnown(environment)) {
    return systemOr(resolveImagePath('/', environment));
  }
  for (const entry of (variable('PATH') ?? '').split(':')) {
    const prefix = entry.replace(/\/bin\/?$/, '');
    if (SYSTEM_PREFIXES.has(prefix) || !isKnown(entry)) {
      break;
    }
    if (isVirtualEnvironment(prefix, state)) {
      return prefix;
    }
  }
  const local = shellPath(state, '.venv');
  return request.tool === 'uv' && local && isVirtualEnvironment(local, state)
    ? local
    : SYSTEM_LOCATION;
}

/** What holds for `to` once everything below `from` has been copied there. */
export function carryInstallations(
  installations: readonly Installation[],
  from: string,
  to: string,
): Installation[] {
  return installations.flatMap(installation =>
    installation.location === SYSTEM_LOCATION
      ? carrySystem(installation, from, to)
      : carryFolder(installation, from, to),
  );
}

function carrySystem(
  installation: Installation,
  from: string,
  to: string,
): Installation[] {
  const location =
    SYSTEM_PARENTS.test(to) || PACKAGES_FOLDER.test(to) ? SYSTEM_LOCATION : to;
  if (SYSTEM_PARENTS.test(from) || PACKAGES_FOLDER.test(from)) {
    return [{ ...installation, location }];
  }
  const single = ONE_PACKAGE.exec(from)?.[1];
  return single === undefined ? [] : onlyPackage(installation, single, to);
}

function carryFolder(
  installation: Installation,
  from: string,
  to: string,
): Installation[] {
  const below = pathBelow(from, installation.location);
  if (below !== undefined) {
    return [{ ...installation, location: joinImagePath(to, below) }];
  }
  const inside = pathBelow(installation.location, from);
  if (inside === undefined) {
    return [];
  }
  return PACKAGES_FOLDER.test(`/${inside}`)
    ? [{ ...installation, location: to }]
    : onlyPackage(
        installation,
        ONE_PACKAGE.exec(`/${inside}`)?.[1] ?? inside,
        to,
      );
}

/** The folder of one import package was copied; most are named like their distribution. */
function onlyPackage(
  installation: Installation,
  folder: string,
  to: string,
): Installation[] {
  const name = normalizeName(folder);
  const packages = installation.packages.filter(item => item.package === name);
  return packages.length > 0
    ? [{ ...installation, packages, pinned: [], location: to }]
    : [];
}

function isVirtualEnvironment(folder: string, state: ShellState): boolean {
  return (
    folder.startsWith('/') &&
    state.disk.files.lookup(joinImagePath(folder, 'pyvenv.cfg')) !== undefined
  );
}

function systemOr(prefix: string): string {
  return SYSTEM_PREFIXES.has(prefix || '/') || prefix.startsWith('/opt/python')
    ? SYSTEM_LOCATION
    : prefix;
}
