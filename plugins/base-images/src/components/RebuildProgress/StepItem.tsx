import {
  Build,
  EntityLink,
  RebuildStep,
} from '@base-images/backstage-plugin-base-images-common';
import { Button, Link } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useId, useState } from 'react';
import { baseImagesTranslationRef } from '../../translation';
import { BuildLog } from '../BuildLog';
import { ImageName } from '../ImageName';
import { Note } from '../Note';
import { StatusBadge } from '../StatusBadge';
import styles from './StepItem.module.css';
import { STEP_TONES } from './stepTones';

/** What {@link StepItem} shows. */
export interface StepItemProps {
  step: RebuildStep;
  /** The name and the entity of its image. */
  link: EntityLink;
  /** Its newest build. */
  build: Build | undefined;
}

/** One step: where it stands, what it waits for, its log and its page in the console of the build service. */
export function StepItem(props: StepItemProps) {
  const { step, link, build } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const [isLogShown, setIsLogShown] = useState(false);
  const logId = useId();
  const name = t('rebuild.platform', {
    name: link.name,
    platform: step.platform,
  });

  return (
    <div className={styles.root}>
      <div className={styles.head}>
        <StatusBadge tone={STEP_TONES[step.state]}>
          {t(`progress.stepState.${step.state}`)}
        </StatusBadge>
        <ImageName image={step} link={link} />
        {build && (
          <span className={styles.actions}>
            <Button
              size="small"
              variant="tertiary"
              aria-label={t(isLogShown ? 'log.hideOf' : 'log.showOf', { name })}
              aria-expanded={isLogShown}
              aria-controls={logId}
              onPress={() => setIsLogShown(current => !current)}
            >
              {t(isLogShown ? 'log.hide' : 'log.show')}
            </Button>
            {build.consoleUrl !== null && (
              <Link
                href={build.consoleUrl}
                target="_blank"
                rel="noopener noreferrer"
                aria-label={t('progress.consoleOf', { name })}
              >
                {t('progress.console')}
              </Link>
            )}
          </span>
        )}
      </div>
      <StepNote step={step} build={build} />
      <div id={logId}>
        {isLogShown && build && (
          <BuildLog key={build.id} buildId={build.id} name={name} />
        )}
      </div>
    </div>
  );
}

/** What is worth saying beside the state. */
function StepNote(props: Omit<StepItemProps, 'link'>) {
  const { step, build } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const notes = [
    step.attempt > 1
      ? t('progress.attempt', { attempt: step.attempt })
      : undefined,
    step.reused ? t('progress.reused') : undefined,
    step.state === 'running' && build?.phase
      ? t('progress.phase', { phase: build.phase })
      : undefined,
    step.message ?? undefined,
  ].filter(note => note !== undefined);

  return notes.length === 0 ? null : <Note>{notes.join(' · ')}</Note>;
}
