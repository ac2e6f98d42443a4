import {
  ImageTarget,
  StartedRebuild,
} from '@base-images/backstage-plugin-base-images-common';
import { Button, DialogBody, DialogFooter, DialogHeader } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMemo, useState } from 'react';
import { useRebuildPlan, useStartRebuild } from '../../hooks';
import { baseImagesTranslationRef } from '../../translation';
import { BusyButton } from '../BusyButton';
import { Note } from '../Note';
import { PlanResult } from './PlanResult';
import styles from './RebuildForm.module.css';
import { RebuildChoice, RebuildOptions } from './RebuildOptions';
import { StartFailure } from './StartFailure';

/** What {@link RebuildForm} rebuilds. */
export interface RebuildFormProps {
  sourceId: string;
  environment: string;
  images: ImageTarget[];
  onStarting: (isStarting: boolean) => void;
  onStarted: (started: StartedRebuild) => void;
  onClose: () => void;
}

/** What a rebuild would do, and the button that starts it. */
export function RebuildForm(props: RebuildFormProps) {
  const { sourceId, environment, onStarting, onStarted, onClose } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);
  // What was there when the dialog was opened: the plan must not change under the user's eyes.
  const [images] = useState(props.images);
  const [choice, setChoice] = useState<RebuildChoice>({
    force: false,
    withoutDependents: false,
  });
  const request = useMemo(
    () => ({
      images: images.map(({ kind, name, platform }) => ({
        kind,
        name,
        platform,
      })),
      ...choice,
    }),
    [images, choice],
  );
  const plan = useRebuildPlan(sourceId, environment, request);
  const { start, isStarting, outcome } = useStartRebuild({
    sourceId,
    environment,
    request,
    onStarting,
    onStarted,
  });
  const canStart = plan.status === 'loaded' && plan.plan.steps.length > 0;

  return (
    <>
      <DialogHeader>{t('rebuild.dialogTitle', { environment })}</DialogHeader>
      <DialogBody>
        <div className={styles.root}>
          <Note>{t('rebuild.help')}</Note>
          <RebuildOptions
            choice={choice}
            isDisabled={isStarting}
            onChange={setChoice}
          />
          <PlanResult state={plan} />
          <StartFailure outcome={outcome} />
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" isDisabled={isStarting} onPress={onClose}>
          {t('rebuild.close')}
        </Button>
        <BusyButton
          variant="primary"
          isDisabled={!canStart}
          isBusy={isStarting}
          busyText={t('rebuild.startBusy')}
          onPress={start}
        >
          {t('rebuild.start')}
        </BusyButton>
      </DialogFooter>
    </>
  );
}
