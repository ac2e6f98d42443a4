import { Flex, Skeleton, VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';

/** What a card shows until its coverage is there, in the shape of that. */
export function CoverageSkeleton(props: { hasGauge: boolean }) {
  const { t } = useTranslationRef(baseImagesTranslationRef);

  return (
    <div role="status" aria-busy="true">
      <VisuallyHidden>{t('state.loading')}</VisuallyHidden>
      <Flex align="center" gap="6">
        {props.hasGauge && <Skeleton width={120} height={120} rounded />}
        <Flex direction="column" gap="3" grow={1}>
          <Skeleton width="60%" height={16} />
          <Skeleton width="80%" height={16} />
          <Skeleton width="40%" height={16} />
        </Flex>
      </Flex>
    </div>
  );
}
