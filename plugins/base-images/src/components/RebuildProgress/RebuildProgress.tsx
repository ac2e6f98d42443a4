import { Skeleton, VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEffect, useRef } from 'react';
import { isActive, useRebuild } from '../../hooks';
import { baseImagesTranslationRef } from '../../translation';
import { RequestFailure } from '../RequestFailure';
import { RebuildDetails } from './RebuildDetails';
import styles from './RebuildProgress.module.css';

/** What {@link RebuildProgress} follows. */
export interface RebuildProgressProps {
  rebuildId: string;
  mayRebuild: boolean;
  mayCancel: boolean;
  /** Called when another image is done, and when the rebuild has ended. */
  onProgress: () => void;
  onDismiss: () => void;
}

/** Follows a rebuild to its end. */
export function RebuildProgress(props: RebuildProgressProps) {
  const { rebuildId, mayRebuild, mayCancel, onProgress, onDismiss } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const { progress, failure, lookNow, show } = useRebuild(rebuildId);
  const rebuild = progress?.rebuild;
  const stage = rebuild && `${rebuild.state} ${rebuild.progress.done}`;
  const isRunning = rebuild !== undefined && isActive(rebuild);
  const seen = useRef<string>();

  useEffect(() => {
    if (stage === undefined || stage === seen.current) {
      return;
    }
    const isFirst = seen.current === undefined;
    seen.current = stage;
    if (!isFirst || !isRunning) {
      onProgress();
    }
  }, [stage, isRunning, onProgress]);

  return (
    <div className={styles.root}>
      {progress ? (
        <RebuildDetails
          rebuild={progress.rebuild}
          builds={progress.builds}
          mayRebuild={mayRebuild}
          mayCancel={mayCancel}
          onChanged={show}
          onDismiss={onDismiss}
        />
      ) : (
        !failure && (
          <div role="status" aria-busy="true">
            <VisuallyHidden>{t('progress.loading')}</VisuallyHidden>
            <Skeleton width="60%" height={16} />
          </div>
        )
      )}
      {failure && (
        <RequestFailure
          title={
            failure.status === 'failed'
              ? t('progress.failure')
              : t('progress.lostSight')
          }
          message={failure.message}
          isTransient={failure.status === 'failed'}
          onRetry={lookNow}
        />
      )}
    </div>
  );
}
