import {
  baseImagesRebuildCancelPermission,
  Rebuild,
} from '@base-images/backstage-plugin-base-images-common';
import { Button } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesApiRef } from '../../api';
import { isActive, useRequest } from '../../hooks';
import { baseImagesTranslationRef } from '../../translation';
import { BusyButton } from '../BusyButton';
import { Note } from '../Note';
import { RequestFailure } from '../RequestFailure';
import { CancelButton } from './CancelButton';
import styles from './RebuildProgress.module.css';

/** What {@link RebuildActions} acts on. */
export interface RebuildActionsProps {
  rebuild: Rebuild;
  mayRebuild: boolean;
  mayCancel: boolean;
  onChanged: (rebuild: Rebuild) => void;
  onDismiss: () => void;
}

/** Cancels a rebuild that goes on, tries one again that failed, or hides one that has ended. */
export function RebuildActions(props: RebuildActionsProps) {
  const { rebuild, mayRebuild, mayCancel, onChanged, onDismiss } = props;
  const api = useApi(baseImagesApiRef);
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const { send, isSending, failure } = useRequest(
    () => api.retryRebuild(rebuild.id),
    onChanged,
  );

  if (isActive(rebuild)) {
    return mayCancel ? (
      <CancelButton
        rebuildId={rebuild.id}
        isCancelling={rebuild.cancelRequested}
        onCancelled={onChanged}
      />
    ) : (
      <Note>
        {t('progress.cancelNotAllowed', {
          permission: baseImagesRebuildCancelPermission.name,
        })}
      </Note>
    );
  }
  return (
    <>
      <div className={styles.actions}>
        {rebuild.state === 'failed' && mayRebuild && (
          <BusyButton
            size="small"
            isBusy={isSending}
            busyText={t('progress.retryBusy')}
            onPress={send}
          >
            {t('progress.retry')}
          </BusyButton>
        )}
        <Button size="small" variant="secondary" onPress={onDismiss}>
          {t('progress.dismiss')}
        </Button>
      </div>
      {failure && (
        <RequestFailure
          title={t('progress.retryFailed')}
          message={failure.message}
        />
      )}
    </>
  );
}
