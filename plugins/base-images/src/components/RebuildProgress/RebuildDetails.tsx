import {
  Build,
  Rebuild,
} from '@base-images/backstage-plugin-base-images-common';
import { VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEffect, useRef } from 'react';
import { useImageLinks } from '../../hooks';
import { baseImagesTranslationRef } from '../../translation';
import { StatusBadge } from '../StatusBadge';
import { WaveLists } from '../WaveLists';
import { DeployList } from './DeployList';
import { ProgressBar } from './ProgressBar';
import { RebuildActions } from './RebuildActions';
import { RebuildFacts } from './RebuildFacts';
import { RebuildMessage } from './RebuildMessage';
import styles from './RebuildProgress.module.css';
import { StepItem } from './StepItem';
import { STEP_RANKS, STEP_TONES } from './stepTones';

/** What {@link RebuildDetails} shows. */
export interface RebuildDetailsProps {
  rebuild: Rebuild;
  builds: Build[];
  mayRebuild: boolean;
  mayCancel: boolean;
  /** Called when the user has cancelled it or tried it again, with what became of it. */
  onChanged: (rebuild: Rebuild) => void;
  onDismiss: () => void;
}

const TONES = {
  queued: 'neutral',
  running: 'busy',
  done: 'good',
  failed: 'bad',
  cancelled: 'neutral',
} as const;

/** A rebuild: how far it is, each step, and what can be done with it. */
export function RebuildDetails(props: RebuildDetailsProps) {
  const { rebuild, builds, mayRebuild, mayCancel } = props;
  const { onChanged, onDismiss } = props;
  const { environment, steps } = rebuild;
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const heading = useRef<HTMLHeadingElement>(null);
  const hasActed = useRef(false);
  const links = useImageLinks(rebuild.sourceId, steps);

  useEffect(() => {
    // The button that was pressed is gone now: focus must not be lost with it.
    if (hasActed.current && document.activeElement === document.body) {
      heading.current?.focus({ preventScroll: true });
    }
  }, [rebuild.state]);

  const state = t(`progress.state.${rebuild.state}`);
  const count = t('progress.count', {
    done: rebuild.progress.done,
    total: steps.length,
  });

  return (
    <div className={styles.details}>
      <div className={styles.head}>
        <h5 ref={heading} tabIndex={-1} className={styles.heading}>
          {t('progress.title')}
        </h5>
        <StatusBadge tone={TONES[rebuild.state]}>{state}</StatusBadge>
      </div>
      <VisuallyHidden role="status">
        {t('progress.announce', { environment, state, progress: count })}
      </VisuallyHidden>
      {steps.length > 0 && (
        <ProgressBar
          label={t('progress.title')}
          value={rebuild.progress.done}
          total={steps.length}
          text={count}
        />
      )}
      <RebuildMessage rebuild={rebuild} />
      <WaveLists
        steps={steps}
        heading="h6"
        getText={step => links(step).name}
        rank={step => STEP_RANKS[STEP_TONES[step.state]]}
        renderStep={step => (
          <StepItem
            step={step}
            link={links(step)}
            build={builds.find(({ id }) => id === step.buildId)}
          />
        )}
      />
      <DeployList rebuild={rebuild} />
      <RebuildActions
        rebuild={rebuild}
        mayRebuild={mayRebuild}
        mayCancel={mayCancel}
        onChanged={changed => {
          hasActed.current = true;
          onChanged(changed);
        }}
        onDismiss={onDismiss}
      />
      <RebuildFacts rebuild={rebuild} />
    </div>
  );
}
