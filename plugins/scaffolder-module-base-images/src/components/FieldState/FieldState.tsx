import {
  Alert,
  Box,
  Button,
  Flex,
  Skeleton,
  VisuallyHidden,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ReactNode } from 'react';
import { Loaded } from '../../hooks/useLoad';
import { baseImagesFormTranslationRef } from '../../translation';
import styles from './FieldState.module.css';

/** What {@link FieldState} shows. */
export interface FieldStateProps<T> {
  state: Loaded<T>;
  /** The field, once what it needs is there. */
  children: (value: T) => ReactNode;
}

/** A field around what it loads: every state but the loaded one is the same for all fields. */
export function FieldState<T>(props: FieldStateProps<T>) {
  const { state, children } = props;
  const { t } = useTranslationRef(baseImagesFormTranslationRef);

  if (state.status === 'loaded') {
    // The paper of the form: what stands on it tells itself from it.
    return (
      <Box bg="neutral" className={styles.root}>
        {children(state.value)}
      </Box>
    );
  }
  if (state.status === 'loading') {
    return (
      <Flex direction="column" gap="2" role="status">
        <VisuallyHidden>{t('state.loading')}</VisuallyHidden>
        <Skeleton width="30%" height={20} />
        <Skeleton width="100%" height={40} />
      </Flex>
    );
  }
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={t('state.failedTitle')}
      description={t('state.message', { message: state.message })}
      customActions={
        <Button size="small" variant="secondary" onPress={state.retry}>
          {t('state.retry')}
        </Button>
      }
    />
  );
}
