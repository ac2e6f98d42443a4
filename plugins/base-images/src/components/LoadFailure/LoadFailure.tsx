import { Alert, Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Failure } from '../../hooks';
import { baseImagesTranslationRef } from '../../translation';
import { RequestFailure } from '../RequestFailure';

/** What {@link LoadFailure} shows. */
export interface LoadFailureProps {
  /** What failed, where it neither is unknown nor forbidden. */
  title: string;
  failure: Failure & { retry: () => void };
}

/** Why there is nothing to show, and what to do about it. */
export function LoadFailure(props: LoadFailureProps) {
  const { title, failure } = props;
  const { status, message, retry } = failure;
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const said = t('state.message', { message });

  if (status === 'not-found') {
    return (
      <Alert
        role="status"
        status="info"
        icon
        title={t('state.notFoundTitle')}
        description={`${t('state.notFoundHelp')} ${said}`}
        customActions={<RetryButton onPress={retry} />}
      />
    );
  }
  if (status === 'not-allowed') {
    return (
      <Alert
        role="status"
        status="warning"
        icon
        title={t('state.notAllowedTitle')}
        description={`${t('state.notAllowedHelp')} ${said}`}
      />
    );
  }
  return <RequestFailure title={title} message={message} onRetry={retry} />;
}

function RetryButton(props: { onPress: () => void }) {
  const { t } = useTranslationRef(baseImagesTranslationRef);

  return (
    <Button size="small" variant="secondary" onPress={props.onPress}>
      {t('state.retry')}
    </Button>
  );
}
