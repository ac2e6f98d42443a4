import { Rebuild } from '@base-images/backstage-plugin-base-images-common';
import { Alert } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { isActive } from '../../hooks';
import { baseImagesTranslationRef } from '../../translation';
import styles from './RebuildProgress.module.css';

/** What a rebuild waits for, or why it failed; nothing where all goes well. */
export function RebuildMessage(props: { rebuild: Rebuild }) {
  const { state, environment, message, cancelRequested } = props.rebuild;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  if (state === 'failed') {
    return (
      <Alert
        status="danger"
        icon
        title={t('progress.failedTitle')}
        description={
          <p className={styles.message}>
            {message ?? t('progress.failedHelp')}
          </p>
        }
      />
    );
  }
  if (!isActive(props.rebuild)) {
    return null;
  }
  if (cancelRequested) {
    return <Alert status="info" icon title={t('progress.cancelling')} />;
  }
  if (state === 'queued') {
    return (
      <Alert
        status="info"
        icon
        title={t('progress.queuedHelp', { environment })}
        description={message ?? undefined}
      />
    );
  }
  return message === null ? null : <Alert status="info" icon title={message} />;
}
