import { WithBaseSources } from '@base-images/backstage-plugin-base-images-node';
import {
  CommandError,
  compareImages,
  explainDifference,
} from '@base-images/image-bench';
import { planRewrite } from '../../plugins/base-images-node/src/withBase/rewriteDockerfile';
import { BuiltImages } from './BuiltImages';
import { ImageCase } from './ImageCase';
import {
  REFUSAL_VERDICTS,
  RefusalOutcome,
  USUAL_VERDICT,
} from './refusalVerdicts';
import { WorkshopMonorepo } from './WorkshopMonorepo';

/** What forcing a refused rewrite showed. */
export interface RefusalResult {
  title: string;
  outcome: RefusalOutcome;
  expected: RefusalOutcome;
  reasons: string[];
  /** What was seen, or why nothing can be. */
  seen: string;
}

/** Builds a Dockerfile that the engine refuses, and what it would write all the same, on the base image, and compares the images. */
export async function proveRefusal(
  repository: WorkshopMonorepo,
  item: ImageCase,
): Promise<RefusalResult> {
  const { title, dockerfile } = item;
  const {
    outcome: expected,
    why,
    careless,
  } = REFUSAL_VERDICTS[title] ?? USUAL_VERDICT;
  const state = await repository.read();
  const lambda = state.lambda(dockerfile);
  const baseImage = state.baseImage(lambda, item.baseImage)!;
  const sources = await WithBaseSources.read(state.tree);
  const { refused, write } = planRewrite(
    await sources.inputFor(lambda, baseImage),
  );
  const [from, to] = careless ?? ['', ''];
  const text = write().dockerfile.replace(from, to);
  const images = new BuiltImages(repository, state, item);
  const result = (outcome: RefusalOutcome, seen: string): RefusalResult => ({
    title,
    outcome,
    expected,
    reasons: refused.map(({ line, reason }) => `${line}: ${reason}`),
    seen: ['same', 'original fails'].includes(outcome) ? (why ?? seen) : seen,
  });
  try {
    const original = await images.tryBuild('original', {});
    if (!original) {
      return result('original fails', images.failures.join('; '));
    }
    const base = await state.buildBase(baseImage);
    const forced = await images.tryBuild(
      'forced',
      { BASE_IMAGE_URI: base },
      text,
    );
    if (!forced) {
      return result('breaks', images.failures.join('; '));
    }
    const { differences } = compareImages(original, forced, explainDifference);
    const [first] = [...differences].sort(
      (a, b) => weight(a.kind) - weight(b.kind),
    );
    return first
      ? result(
          'differs',
          `${first.kind} ${first.name}: ${shorten(first.first)} became ${shorten(first.second)}`,
        )
      : result('same', '');
  } catch (error) {
    if (error instanceof CommandError) {
      return result('original fails', error.output.slice(-200));
    }
    throw error;
  } finally {
    await images.remove();
  }
}

/** What tells most comes first. */
function weight(kind: string): number {
  const order = ['outcome', 'distribution', 'env', 'command', 'user'];
  return order.includes(kind) ? order.indexOf(kind) : order.length;
}

function shorten(text: string): string {
  return text === '' ? 'nothing' : text.replaceAll(/\s+/g, ' ').slice(0, 60);
}
