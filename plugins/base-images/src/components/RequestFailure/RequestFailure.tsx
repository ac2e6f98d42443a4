import { Alert, Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';

/** What {@link RequestFailure} shows. */
export interface RequestFailureProps {
  title: string;
  /** What the backend says. */
  message: string;
  /** Tries again; without it there is no button for that. */
  onRetry?: () => void;
  /** Whether it is tried again anyway. */
  isTransient?: boolean;
}

/** What was asked of the backend and did not succeed. */
export function RequestFailure(props: RequestFailureProps) {
  const { title, message, onRetry, isTransient } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  return (
    <Alert
      role="alert"
      status={isTransient ? 'warning' : 'danger'}
      icon
      title={title}
      description={t('state.message', { message })}
      customActions={
        onRetry && (
          <Button size="small" variant="secondary" onPress={onRetry}>
            {t('state.retry')}
          </Button>
        )
      }
    />
  );
}
