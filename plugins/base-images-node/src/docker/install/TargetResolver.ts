import { DiscoveredPackage } from '../../python/DiscoveredPackage';
import { evaluateMarker } from '../../python/evaluateMarker';
import { MarkerEnvironment } from '../../python/MarkerEnvironment';
import { normalizeName } from '../../python/normalizeName';
import { InstallTarget } from '../../python/parseInstallTarget';
import { parseMarker } from '../../python/parseMarker';
import { satisfiesSpecifier } from '../../python/satisfiesSpecifier';
import { AnalysisLog } from '../analysis/AnalysisLog';
import { baseName, resolveImagePath } from '../paths';
import { shellPath } from '../shell/shellPath';
import { showText } from '../shell/showText';
import { isKnown, ShellState, UNKNOWN_TEXT } from '../shell/ShellState';
import { workingTreeClosure } from './directRequirements';
import { hasWheel } from './hasWheel';
import { InstallList } from './InstallList';
import { InstallRequest } from './InstallRequest';
import { looksInternal } from './looksInternal';
import { PackageIndex } from './PackageIndex';
import { resolvePackageFolder } from './resolvePackageFolder';

/** Where something to install stands, for the files and folders that it names. */
export interface InstallPlace {
  state: ShellState;
  line: number;
  /** Packages that earlier commands installed from the working tree. */
  installed: ReadonlySet<string>;
  request: InstallRequest;
  /** Folder of the requirements file that it stands in. */
  folder: string | undefined;
}

export interface TargetResolverOptions {
  index: PackageIndex;
  environment: MarkerEnvironment;
  log: AnalysisLog;
}

/** Tells which package of the monorepo one thing is that is installed, if it is any. */
export class TargetResolver {
  constructor(private readonly given: TargetResolverOptions) {}

  add(
    target: InstallTarget,
    text: string,
    place: InstallPlace,
    result: InstallList,
  ) {
    result.begin(text, target, place.folder !== undefined);
    if (!isKnown(text)) {
      this.#addUnknown(text, place, result);
      return;
    }
    switch (target.type) {
      case 'path':
        if (this.#applies(target.marker)) {
          this.#addPath(target.path, target.extras, place, result);
        }
        break;
      case 'url': {
        const local = localPath(target.url);
        if (!this.#applies(target.marker)) {
          break;
        }
        if (local !== undefined) {
          this.#addPath(local, target.extras, place, result);
        } else if (target.name && this.given.index.byName.has(target.name)) {
          result.pin(target.name, text);
        }
        break;
      }
      case 'requirement': {
        const { requirement } = target;
        const local = localPath(requirement.url ?? '');
        if (!this.#applies(requirement.marker?.text)) {
          break;
        }
        if (local !== undefined) {
          this.#addPath(local, requirement.extras, place, result);
        } else {
          // Names count after paths: a command that has both installs the path.
          result.defer(() => this.#addNamed(requirement, text, place, result));
        }
        break;
      }
      default:
        break;
    }
  }

  /** The known part may still tell that it is a third-party distribution or a URL. */
  #addUnknown(text: string, place: InstallPlace, result: InstallList) {
    const name =
      /^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?\s*[=<>~!@;]/.exec(
        text,
      )?.[1];
    const isRemote = /^(?:https?|git\+[a-z]+):\/\//.test(text);
    if (name !== undefined) {
      const normal = normalizeName(name);
      if (this.given.index.byName.has(normal)) {
        result.pin(normal, text.replaceAll(UNKNOWN_TEXT, '?'));
      }
    } else if (!isRemote) {
      this.given.log.lower(
        'unknown',
        place.line,
        `what ${showText(text)} stands for is only known when the image is built`,
      );
    }
  }

  #addNamed(
    requirement: {
      name: string;
      extras: string[];
      specifier: string;
      url: string | undefined;
    },
    text: string,
    place: InstallPlace,
    result: InstallList,
  ) {
    const { index, log } = this.given;
    const internal = index.byName.get(requirement.name);
    if (!internal) {
      if (
        requirement.url === undefined &&
        requirement.specifier === '' &&
        looksInternal(requirement.name, index)
      ) {
        log.find({
          code: 'unknown-package',
          severity: 'warning',
          line: place.line,
          message: `${requirement.name} is named like the packages of this repository, but none of them has that name.`,
          help: 'Correct the name, or ignore this if it comes from an index.',
        });
      }
      return;
    }
    if (requirement.url === undefined) {
      if (hasWheel(internal.name, place.request.findLinks, place.state)) {
        result.install(internal.name, requirement.extras);
        return;
      }
      const satisfied =
        (place.installed.has(internal.name) || result.has(internal.name)) &&
        isSatisfied(internal, requirement.specifier);
      if (satisfied) {
        if (requirement.extras.length > 0) {
          result.install(internal.name, requirement.extras);
        }
        return;
      }
      this.#doubtLinks(internal, place);
    }
    result.pin(internal.name, text.trim());
  }

  /** Folders of wheels that a parent image or a program filled may hold packages of this repository. */
  #doubtLinks({ name }: DiscoveredPackage, place: InstallPlace) {
    const { state, request, line } = place;
    const unknown = request.findLinks.find(text => {
      const folder = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
        ? undefined
        : shellPath(state, text);
      const entry = folder && state.disk.files.lookup(folder);
      const files = folder === undefined ? [] : state.disk.files.list(folder);
      return (
        folder !== undefined &&
        (!entry || entry.kind === 'foreign' || files.length === 0)
      );
    });
    if (unknown !== undefined) {
      this.given.log.lower(
        'unknown',
        line,
        `what ${showText(unknown)} holds, where ${name} may come from, is not known`,
      );
    }
  }

  /** What is installed finds what it needs in the folders of wheels, too. */
  addLinked(place: InstallPlace, result: InstallList) {
    const { index, environment } = this.given;
    if (place.request.findLinks.length === 0) {
      return;
    }
    const needed = workingTreeClosure(
      result.packages(),
      index.byName,
      environment,
    );
    for (const { package: name, extras } of needed) {
      const entry = index.byName.get(name);
      if (
        entry &&
        !result.has(name) &&
        hasWheel(name, place.request.findLinks, place.state)
      ) {
        result.install(name, extras);
      }
    }
  }

  #addPath(
    written: string,
    extras: string[],
    place: InstallPlace,
    result: InstallList,
  ) {
    const { state, folder, request, line } = place;
    const { index, log } = this.given;
    // pip reads paths from the working folder, even in a requirements file; uv from the file's folder.
    const bases = folder === undefined ? [state.cwd] : [state.cwd, folder];
    const ordered = request.tool === 'uv' ? bases.reverse() : bases;
    const paths = ordered.flatMap(base =>
      base === undefined && !written.startsWith('/')
        ? []
        : [resolveImagePath(base ?? '/', written)],
    );
    if (paths.length === 0) {
      log.lower('unknown', line, 'the working folder is not known');
      return;
    }
    const found = paths.map(path =>
      resolvePackageFolder(path, state.disk.files, index),
    );
    const best =
      found.find(item => item.kind === 'package') ??
      found.find(item => item.kind !== 'uncertain') ??
      found[0];
    switch (best.kind) {
      case 'package':
        result.install(best.name, extras);
        break;
      case 'pinned':
        result.pin(best.name, baseName(written));
        break;
      case 'none':
        log.unresolved++;
        log.find({
          code: 'unknown-package',
          severity: 'error',
          line,
          message: `${showText(written)} is installed, but ${best.reason}.`,
          help: best.help,
        });
        break;
      case 'uncertain':
        log.unresolved++;
        log.lower(
          'unknown',
          line,
          `what ${showText(written)} holds is not known`,
        );
        break;
      default:
        break;
    }
  }

  #applies(marker: string | undefined): boolean {
    if (!marker) {
      return true;
    }
    const parse = parseMarker(marker);
    return (
      !parse.ok ||
      evaluateMarker(parse.marker, this.given.environment, []) !== false
    );
  }
}

/** The path of a `file:` URL on this machine. */
function localPath(url: string): string | undefined {
  const match = /^file:(?:\/\/(?:localhost)?(?=\/))?(.+)$/i.exec(url);
  if (!match) {
    return undefined;
  }
  try {
    return decodeURIComponent(match[1].replace(/#.*$/, ''));
  } catch {
    return match[1];
  }
}

/** What is not known is taken as fulfilled: pip keeps a package that is installed already. */
function isSatisfied(
  { version }: DiscoveredPackage,
  specifier: string,
): boolean {
  return (
    specifier === '' ||
    version === null ||
    satisfiesSpecifier(version, specifier) !== false
  );
}
