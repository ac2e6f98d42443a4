import { BuildContext } from './BuildContext';
import { DockerIgnore } from './DockerIgnore';
import { LogicalText } from './LogicalText';
import { compileGlob, hasGlob } from '../glob/matchGlob';
import { joinImagePath, joinTreePath, pathBelow } from './paths';
import { StepBudget } from './StepBudget';

/** Where the content of a path of an image comes from. */
export type Place =
  | {
      kind: 'context';
      context: BuildContext;
      path: string;
      exclude?: DockerIgnore;
    }
  | { kind: 'image'; files: ImageFiles; path: string }
  | { kind: 'text'; text: LogicalText }
  /** A wheel that was built from a package of the working tree. */
  | { kind: 'wheel'; package: string }
  /** An empty folder. */
  | { kind: 'empty' }
  /** From outside of the repository: another image, a URL, something downloaded. */
  | { kind: 'foreign' }
  /** A source of COPY that is not there. */
  | { kind: 'missing'; source: string };

/** What stands at a path of an image. */
export type ImageEntry =
  | { kind: 'file'; treePath: string }
  | { kind: 'directory' }
  | { kind: 'text'; text: LogicalText }
  | { kind: 'wheel'; package: string }
  | { kind: 'foreign' }
  | { kind: 'missing'; source: string };

/** A part of a build context that was read. */
export interface ContextOrigin {
  context: BuildContext;
  path: string;
  exclude?: DockerIgnore;
}

const MAXIMUM_MATCHES = 1_000;
const MAXIMUM_NESTING = 400;

/**
 * The files of an image as far as a Dockerfile tells where they come from. Immutable: each instruction puts one layer on the
 * layers before it, and a layer maps a whole folder, so that copying 100,000 files costs as much as copying one. What is
 * removed later still counts.
 */
export class ImageFiles {
  static empty(budget: StepBudget): ImageFiles {
    return new ImageFiles(undefined, undefined, budget);
  }

  readonly #entries = new Map<string, ImageEntry | undefined>();
  readonly #origins = new Map<string, readonly ContextOrigin[]>();

  private constructor(
    private readonly layer: { path: string; place: Place } | undefined,
    private readonly previous: ImageFiles | undefined,
    private readonly budget: StepBudget,
    /** How often an answer may have to be asked of other files in turn. */
    private readonly nesting: number = 0,
  ) {}

  /** These files with one more path, or folder, on top. */
  with(path: string, place: Place): ImageFiles {
    const inner = place.kind === 'image' ? place.files.nesting + 1 : 0;
    if (inner > MAXIMUM_NESTING) {
      this.budget.exhaust();
      return this;
    }
    const nesting = Math.max(this.nesting, inner);
    return new ImageFiles({ path, place }, this, this.budget, nesting);
  }

  /** What stands at a path; undefined where no instruction put anything. */
  lookup(path: string): ImageEntry | undefined {
    if (!this.#entries.has(path)) {
      this.#entries.set(path, this.#find(path));
    }
    return this.#entries.get(path);
  }

  /** Names of what stands directly in a folder, sorted. */
  list(folder: string): string[] {
    const names = new Set<string>();
    for (const { path, place } of this.#layers()) {
      const below = pathBelow(path, folder);
      if (below !== undefined) {
        listPlace(place, below, names, this.budget);
      } else {
        const name = pathBelow(folder, path)?.split('/', 1)[0];
        if (name) {
          names.add(name);
        }
      }
      if (names.size > MAXIMUM_MATCHES) {
        break;
      }
    }
    return [...names].sort();
  }

  /** The paths that a shell's pattern matches, sorted; the pattern begins with `/`. */
  match(pattern: string): string[] {
    let found = ['/'];
    for (const segment of pattern.split('/').filter(Boolean)) {
      const matches = compileGlob(segment);
      const plain = hasGlob(segment) ? undefined : segment;
      found = found
        .flatMap(folder =>
          plain === undefined
            ? this.list(folder)
                .filter(name => matches(name) && !name.startsWith('.'))
                .map(name => joinImagePath(folder, name))
            : [joinImagePath(folder, plain.replace(/\\(.)/g, '$1'))],
        )
        .slice(0, MAXIMUM_MATCHES);
    }
    return found.filter(path => this.lookup(path) !== undefined);
  }

  /** The parts of build contexts from which a path, or anything below it, comes. */
  origins(path: string): readonly ContextOrigin[] {
    const known = this.#origins.get(path);
    if (known) {
      return known;
    }
    const origins = new Map<string, ContextOrigin>();
    for (const layer of this.#layers()) {
      const below = pathBelow(layer.path, path);
      const whole = pathBelow(path, layer.path) !== undefined;
      if (whole || below !== undefined) {
        for (const origin of originsOf(layer.place, whole ? '' : below!)) {
          const { context } = origin;
          const key = `${context.key}\n${origin.path}`;
          const exclude = origins.get(key)?.exclude && origin.exclude;
          origins.set(key, origins.has(key) ? { ...origin, exclude } : origin);
        }
      }
    }
    const result = [...origins.values()];
    this.#origins.set(path, result);
    return result;
  }

  #find(path: string): ImageEntry | undefined {
    let fallback: ImageEntry | undefined;
    // Not by #layers(), which costs more than what is done with most layers.
    let layer = this.layer;
    let previous = this.previous;
    while (layer && this.budget.take()) {
      const below = pathBelow(layer.path, path);
      const entry =
        below === undefined ? undefined : findInPlace(layer.place, below);
      if (entry?.kind === 'foreign' || entry?.kind === 'missing') {
        fallback ??= entry;
      } else if (entry) {
        return entry;
      } else if (below === undefined && pathBelow(path, layer.path)) {
        return { kind: 'directory' };
      }
      layer = previous?.layer;
      previous = previous?.previous;
    }
    return fallback;
  }

  *#layers(): IterableIterator<{ path: string; place: Place }> {
    let layer = this.layer;
    let previous = this.previous;
    while (layer && this.budget.take()) {
      yield layer;
      layer = previous?.layer;
      previous = previous?.previous;
    }
  }
}

function findInPlace(place: Place, below: string): ImageEntry | undefined {
  switch (place.kind) {
    case 'context':
      return findInContext(place, below);
    case 'image':
      return place.files.lookup(joinImagePath(place.path, below));
    case 'empty':
      return below === '' ? { kind: 'directory' } : undefined;
    case 'text':
    case 'wheel':
      return below === '' ? place : undefined;
    default:
      return place;
  }
}

function findInContext(
  { context, path, exclude }: ContextOrigin,
  below: string,
): ImageEntry | undefined {
  if (below !== '' && exclude?.ignores(below)) {
    return undefined;
  }
  const at = joinTreePath(path, below);
  const kind = context.kindOf(at);
  return kind === 'file'
    ? { kind, treePath: context.treePath(at) }
    : kind && { kind };
}

function listPlace(
  place: Place,
  below: string,
  names: Set<string>,
  budget: StepBudget,
) {
  if (place.kind === 'context') {
    const at = joinTreePath(place.path, below);
    for (const name of place.context.childrenOf(at)) {
      if (!budget.take()) {
        return;
      }
      if (!place.exclude?.ignores(below === '' ? name : `${below}/${name}`)) {
        names.add(name);
      }
    }
  } else if (place.kind === 'image') {
    place.files
      .list(joinImagePath(place.path, below))
      .forEach(name => names.add(name));
  }
}

function originsOf(place: Place, below: string): readonly ContextOrigin[] {
  if (place.kind === 'context') {
    const path = joinTreePath(place.path, below);
    const { context } = place;
    // What is excluded is told by paths from the copied folder, so a part of it keeps no exclusion.
    return place.context.kindOf(path)
      ? [{ context, path, exclude: below === '' ? place.exclude : undefined }]
      : [];
  }
  return place.kind === 'image'
    ? place.files.origins(joinImagePath(place.path, below))
    : [];
}
