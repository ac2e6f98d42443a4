import { Flex, Skeleton, VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';

/** What the card shows until the freshness is there. */
export function FreshnessSkeleton() {
  const { t } = useTranslationRef(baseImagesTranslationRef);

  return (
    <div role="status" aria-busy="true">
      <VisuallyHidden>{t('state.loading')}</VisuallyHidden>
      <Flex direction="column" gap="3">
        <Skeleton width="30%" height={20} />
        <Skeleton width="70%" height={16} />
        <Skeleton width="50%" height={16} />
      </Flex>
    </div>
  );
}
