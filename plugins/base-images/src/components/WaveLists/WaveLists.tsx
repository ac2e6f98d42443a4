import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ReactNode } from 'react';
import { baseImagesTranslationRef } from '../../translation';
import { COLLAPSED_LENGTH, CollapsibleList } from '../CollapsibleList';

/** What {@link WaveLists} shows. */
export interface WaveListsProps<TStep> {
  steps: TStep[];
  renderStep: (step: TStep) => ReactNode;
  /** What a search looks at. */
  getText: (step: TStep) => string;
  /** How much a step wants to be looked at, the least number first: of a long wave only the first steps are shown at once. */
  rank?: (step: TStep) => number;
  /** Level of the headings. */
  heading: 'h3' | 'h6';
}

/** The steps of a plan or rebuild by waves: those of one stand on none of the same or of a later one. */
export function WaveLists<TStep extends { id: string; wave: number }>(
  props: WaveListsProps<TStep>,
) {
  const { steps, renderStep, getText, rank, heading } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const waves = groupByWave(steps);

  return (
    <>
      {waves.map((wave, index) => (
        <CollapsibleList
          key={wave[0].wave}
          title={
            waves.length === 1
              ? t('rebuild.waveTitle')
              : t('rebuild.wave', { wave: index + 1 })
          }
          items={isLong(wave) && rank ? sortBy(wave, rank) : wave}
          getKey={({ id }) => id}
          getText={getText}
          renderItem={renderStep}
          stacked
          heading={heading}
        />
      ))}
    </>
  );
}

/** Short waves stay in their order, so that nothing moves while somebody reads. */
function isLong(wave: unknown[]): boolean {
  return wave.length > COLLAPSED_LENGTH;
}

function sortBy<T>(items: T[], rank: (item: T) => number): T[] {
  return [...items].sort((a, b) => rank(a) - rank(b));
}

function groupByWave<TStep extends { wave: number }>(
  steps: TStep[],
): TStep[][] {
  const waves = new Map<number, TStep[]>();
  for (const step of steps) {
    const wave = waves.get(step.wave) ?? [];
    wave.push(step);
    waves.set(step.wave, wave);
  }
  return [...waves.entries()].sort(([a], [b]) => a - b).map(([, wave]) => wave);
}
