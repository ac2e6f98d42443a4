import { WITH_BASE_SUFFIX } from '../../plugins/base-images-node/src/lambda/isDockerfilePath';
import {
  compareImages,
  explainDifference,
  ImageContent,
  ImageDifference,
} from '@base-images/image-bench';
import { BuiltImages } from './BuiltImages';
import { ImageCase } from './ImageCase';
import { WorkshopMonorepo } from './WorkshopMonorepo';

/** What building a case showed. */
export interface CaseResult {
  title: string;
  /**
   * `same`: all three images are the same but for what is explained. `refused`: the engine refuses the rewrite. `no base image`: none
   * fits. `mended`: the original cannot be built, the rewritten one can be on the base image.
   */
  outcome:
    | 'same'
    | 'different'
    | 'refused'
    | 'no base image'
    | 'mended'
    | 'fails'
    | 'skipped';
  baseImage?: string;
  /** What the handler gives. */
  result?: string;
  /** Without the base image, of which only compiled files are explained, and with it. */
  differences?: Record<'without' | 'with', ImageDifference[]>;
  /** How many differences with the base image are explained, by why. */
  explained?: Record<string, number>;
  /** Refusals, or the end of what a failing build printed. */
  reasons?: string[];
  /** Of the builds of the original, and of the rewritten one without and with the base image. */
  seconds?: number[];
}

/** Builds a Dockerfile as it is, and rewritten without and with a base image, and compares the images. */
export async function proveCase(
  repository: WorkshopMonorepo,
  item: ImageCase,
): Promise<CaseResult> {
  const { title, dockerfile } = item;
  const state = await repository.read();
  const lambda = state.lambda(dockerfile);
  const baseImage = state.baseImage(lambda, item.baseImage);
  if (!baseImage) {
    return { title, outcome: 'no base image' };
  }
  const found = { title, baseImage: baseImage.name };
  const rewritten = await state.rewrite(lambda, baseImage);
  if ('refused' in rewritten) {
    const reasons = rewritten.refused.map(
      ({ line, reason }) => `${line}: ${reason}`,
    );
    return { ...found, outcome: 'refused', reasons };
  }
  const base = await state.buildBase(baseImage);
  const images = new BuiltImages(repository, state, item);
  try {
    const text = rewritten.dockerfile;
    const carries = /^COPY --from=\S+ \S*site-packages/m;
    const onBase = { BASE_IMAGE_URI: base };
    const original = await images.tryBuild('original', {});
    if (!original) {
      const mended = await images.tryBuild('with-base', onBase, text);
      return {
        ...found,
        outcome: mended ? 'mended' : 'fails',
        result: mended?.result,
        reasons: images.failures,
      };
    }
    const without = await images.tryBuild('without-base', {}, text);
    const withBase = await images.tryBuild('with-base', onBase, text);
    if (!without || !withBase) {
      return { ...found, outcome: 'fails', reasons: images.failures };
    }
    // The same commands ran twice.
    const first = compareImages(
      original,
      without,
      difference => explainRun(difference) ?? explainDockerfile(difference),
    );
    const second = compareImages(
      original,
      withBase,
      difference =>
        explainDifference(difference) ??
        explainDockerfile(difference) ??
        (carries.test(text) ? explainCommand(difference, original) : undefined),
    );
    const same = first.differences.length + second.differences.length === 0;
    return {
      ...found,
      outcome: same ? 'same' : 'different',
      result: original.result,
      differences: { without: first.differences, with: second.differences },
      explained: Object.fromEntries(
        [...second.explained].map(([why, all]) => [why, all.length]),
      ),
      seconds: images.seconds,
    };
  } finally {
    await images.remove();
  }
}

/** What no two runs of the same commands have in common. */
function explainRun({ kind, name }: ImageDifference) {
  if (kind !== 'file') {
    return undefined;
  }
  if (/\.pyc$|\.dist-info\/uv_cache\.json$/.test(name)) {
    return 'compiled files, and what uv notes, hold the time';
  }
  return /^\/root\/\.cache\/uv\//.test(name)
    ? 'uv gives what it caches names by chance'
    : undefined;
}

/** A copy of the folder of packages alone leaves their commands behind, although the packages say that they have them. */
function explainCommand(
  { kind, name, first }: ImageDifference,
  { recordedCommands }: ImageContent,
) {
  return kind === 'file' && first === '' && recordedCommands.has(name)
    ? 'commands of packages, which a copy of their folder alone leaves behind'
    : undefined;
}

function explainDockerfile({ kind, name }: ImageDifference) {
  return kind === 'file' && name.endsWith(`/Dockerfile${WITH_BASE_SUFFIX}`)
    ? 'the rewritten Dockerfile itself, where everything is copied'
    : undefined;
}
