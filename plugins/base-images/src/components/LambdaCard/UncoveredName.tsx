import { UncoveredPackage } from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { NotedName } from '../LinkName';

/** A package that the base image lacks; where it lacks only extras of it, which. */
export function UncoveredName(props: { item: UncoveredPackage }) {
  const { item } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const note =
    item.missingExtras.length === 0
      ? undefined
      : t('lambdaCard.uncovered.missingExtras', {
          count: item.missingExtras.length,
          extras: item.missingExtras,
        });

  return <NotedName link={item} extras={item.extras} note={note} />;
}
