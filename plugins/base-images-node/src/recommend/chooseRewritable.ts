import { RewritableLambda, WithBaseSources } from '../withBase/WithBaseSources';
import { chooseCandidates } from './chooseCandidates';
import { toBaseImage } from './ImageKind';
import { Option } from './Option';

/** How often the choice is made again. */
const MAXIMUM_ROUNDS = 40;

/** The chosen option on which a Lambda saves most; undefined where it saves on none. */
export function bestOption(
  options: readonly Option[],
  chosen: readonly number[],
  lambda: number,
): number | undefined {
  let best: number | undefined;
  let most = 0;
  for (const number of chosen) {
    const saving = options[number].savings.get(lambda) ?? 0;
    if (saving > most) {
      most = saving;
      best = number;
    }
  }
  return best;
}

/**
 * The options that save most, where each Lambda that is counted can really be rewritten: those that cannot are taken out of an
 * option, and the choice is made again. After many rounds only what has been tried counts.
 *
 * @param lambdas - by their numbers
 */
export async function chooseRewritable(
  options: readonly Option[],
  most: number,
  lambdas: readonly RewritableLambda[],
  sources: Pick<WithBaseSources, 'rewrite'>,
): Promise<number[]> {
  const checked = new Set<string>();
  let chosen = chooseCandidates(options, most);
  for (let round = 0; round < MAXIMUM_ROUNDS; round++) {
    let wasRefused = false;
    for (let lambda = 0; lambda < lambdas.length; lambda++) {
      const best = bestOption(options, chosen, lambda);
      const key = `${best} ${lambda}`;
      if (best !== undefined && !checked.has(key)) {
        checked.add(key);
        const { kind, set, savings } = options[best];
        const baseImage = toBaseImage(kind, set);
        const written = await sources.rewrite(lambdas[lambda], baseImage);
        if ('refused' in written) {
          savings.delete(lambda);
          wasRefused = true;
        }
      }
    }
    if (!wasRefused) {
      return chosen;
    }
    chosen = chooseCandidates(options, most);
  }
  for (const [number, { savings }] of options.entries()) {
    for (const lambda of [...savings.keys()]) {
      if (!checked.has(`${number} ${lambda}`)) {
        savings.delete(lambda);
      }
    }
  }
  return chooseCandidates(options, most);
}
