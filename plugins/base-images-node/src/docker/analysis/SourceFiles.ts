import { BuildContext } from '../BuildContext';
import { ContextOrigin, ImageFiles, Place } from '../ImageFiles';
import { StageSource } from '../ResolvedStage';
import { cleanContextPath, resolveImagePath } from '../paths';
import { StepBudget } from '../StepBudget';
import type { StageState } from './analyseStage';

/** What COPY, ADD and mounts read from: build contexts and stages. */
export class SourceFiles {
  /** Every part of a build context that was read. */
  readonly reads: ContextOrigin[] = [];
  /** What is copied although the ignore file leaves it out. */
  readonly ignored: { line: number; source: string }[] = [];
  readonly #stages = new Map<number, StageState>();

  constructor(
    private readonly context: BuildContext,
    private readonly namedContext: (value: string) => BuildContext | undefined,
    private readonly budget: StepBudget,
  ) {}

  setStage(index: number, state: StageState) {
    this.#stages.set(index, state);
  }

  stateOf(source: StageSource): StageState | undefined {
    return source.kind === 'stage' ? this.#stages.get(source.index) : undefined;
  }

  /** The build context that a source means, if it is one of this repository. */
  contextOf(source: StageSource): BuildContext | undefined {
    if (source.kind === 'context') {
      return this.context;
    }
    return source.kind === 'named-context'
      ? this.namedContext(source.value)
      : undefined;
  }

  /** A part of a context that is read now. */
  read(origin: ContextOrigin): Place {
    this.reads.push(origin);
    return { kind: 'context', ...origin };
  }

  /** What stands at a path of a source. */
  placeOf(source: StageSource, path: string): Place {
    const context = this.contextOf(source);
    if (context) {
      const clean = cleanContextPath(path);
      return context.kindOf(clean)
        ? this.read({ context, path: clean })
        : { kind: 'missing', source: clean };
    }
    const state = this.stateOf(source);
    return state
      ? {
          kind: 'image',
          files: state.files,
          path: resolveImagePath('/', path),
        }
      : { kind: 'foreign' };
  }

  /** The files of an image that a named context stands for. */
  filesOf(source: StageSource): ImageFiles {
    return ImageFiles.empty(this.budget).with('/', this.placeOf(source, '/'));
  }
}
