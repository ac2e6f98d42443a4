import { BuildContext } from '../BuildContext';
import { DockerIgnore } from '../DockerIgnore';
import { VariableValue } from '../expandWord';
import { ImageFiles, Place } from '../ImageFiles';
import { hasGlob } from '../../glob/matchGlob';
import {
  baseName,
  cleanContextPath,
  joinImagePath,
  resolveImagePath,
} from '../paths';
import { CopyStep } from '../ResolvedStage';
import { AnalysisLog } from './AnalysisLog';
import { SourceFiles } from './SourceFiles';

const REMOTE = /^(?:https?|ftp|git|ssh):\/\/|^git@/i;
const ARCHIVE = /\.(?:tar|tgz|tbz2?|txz|tar\.(?:gz|bz2|xz|zst))$/i;

/** Goes through the sources of one COPY or ADD. */
export class CopyOperation {
  /** Which paths of another stage are where in this one. */
  readonly mappings: { from: string; to: string }[] = [];
  readonly #exclude: DockerIgnore | undefined;
  readonly #line: number;

  constructor(
    private readonly step: CopyStep,
    public files: ImageFiles,
    private readonly sources: SourceFiles,
    private readonly log: AnalysisLog,
  ) {
    this.#exclude =
      step.exclude.length > 0 ? DockerIgnore.of(step.exclude) : undefined;
    this.#line = step.instruction.range.startLine;
    this.#checkVariables(step.destination);
  }

  add(source: VariableValue) {
    if (!this.#checkVariables(source)) {
      return;
    }
    const { from, isAdd } = this.step;
    const context = this.sources.contextOf(from);
    if (isAdd && REMOTE.test(source.value)) {
      const name = baseName(source.value.replace(/[?#].*$/, ''));
      this.put({ kind: 'foreign' }, name);
    } else if (context) {
      this.#addFromContext(context, source.value);
    } else if (from.kind === 'stage') {
      this.#addFromStage(source.value);
    } else {
      this.put({ kind: 'foreign' }, baseName(source.value));
    }
  }

  /** Puts a file at the destination, or into it where that is a folder. */
  put(place: Place, name: string, several: boolean = false) {
    const { destination, intoFolder, sources, heredocs } = this.step;
    const folder =
      several ||
      intoFolder ||
      sources.length + heredocs.length > 1 ||
      this.files.lookup(destination.value)?.kind === 'directory' ||
      destination.value === '/var/task' ||
      destination.value === '/tmp';
    const path = folder
      ? joinImagePath(destination.value, name)
      : destination.value;
    this.files = this.files.with(path, place);
  }

  #addFromContext(filtered: BuildContext, written: string) {
    const found = filtered.match(written);
    const context =
      found.length > 0 || hasGlob(written) ? filtered : filtered.whole;
    const matches = context === filtered ? found : context.match(written);
    if (context !== filtered) {
      const source = cleanContextPath(written);
      if (matches.length > 0) {
        // Either the build fails anyway, or the context is made by something that does not read the ignore file.
        this.sources.ignored.push({ line: this.#line, source });
      } else {
        this.#reportMissing(filtered, source, written.endsWith('/'));
      }
    }
    for (const path of matches) {
      this.#addMatch(context, path, written, matches.length > 1);
    }
  }

  #addMatch(
    context: BuildContext,
    path: string,
    written: string,
    several: boolean,
  ) {
    const { destination, parents, isAdd } = this.step;
    const isFolder = context.kindOf(path) === 'directory';
    if (!isFolder && this.#exclude?.ignores(baseName(path))) {
      return;
    }
    const place = this.sources.read({ context, path, exclude: this.#exclude });
    if (parents) {
      const pivot = written.indexOf('/./');
      const above = cleanContextPath(written.slice(0, Math.max(pivot, 0)));
      const kept = pivot < 0 ? path : path.slice(above.length + 1);
      const to = resolveImagePath(destination.value, kept);
      this.files = this.files.with(to, place);
    } else if (isFolder) {
      this.files = this.files.with(destination.value, place);
    } else if (isAdd && ARCHIVE.test(path)) {
      this.files = this.files.with(destination.value, { kind: 'foreign' });
    } else {
      this.put(place, baseName(path), several);
    }
  }

  #addFromStage(written: string) {
    const state = this.sources.stateOf(this.step.from);
    const { destination } = this.step;
    if (!state) {
      this.log.lower('unknown', this.#line, 'the stages form a cycle');
      return;
    }
    // `/folder/*` is what `/folder` holds.
    const path = resolveImagePath('/', written.replace(/\/\*$/, '/'));
    const paths = hasGlob(path) ? state.files.match(path) : [path];
    for (const from of paths) {
      const kind = state.files.lookup(from)?.kind;
      const place: Place = { kind: 'image', files: state.files, path: from };
      if (kind === 'file' || kind === 'text' || kind === 'wheel') {
        this.put(place, baseName(from), paths.length > 1);
      } else {
        this.files = this.files.with(destination.value, place);
      }
    }
    for (const from of new Set([path, ...paths])) {
      this.mappings.push({ from, to: destination.value });
    }
  }

  #reportMissing(context: BuildContext, source: string, isFolder: boolean) {
    this.log.find({
      code: 'copy-source-missing',
      severity: 'warning',
      line: this.#line,
      message: `${source} is copied, but is not in the build context '${context.folder}'.`,
      help: 'Correct the path, or declare the build context in base-images.yaml if it is another folder.',
    });
    const place: Place = { kind: 'missing', source };
    if (isFolder || !/\.\w{1,8}$/.test(source)) {
      this.files = this.files.with(this.step.destination.value, place);
    } else {
      this.put(place, baseName(source));
    }
  }

  #checkVariables({ value, unset }: VariableValue): boolean {
    if (unset.length === 0) {
      return true;
    }
    this.log.lower(
      'unknown',
      this.#line,
      `${unset[0]}, which ${value || 'a path'} depends on, has no value`,
    );
    return false;
  }
}
