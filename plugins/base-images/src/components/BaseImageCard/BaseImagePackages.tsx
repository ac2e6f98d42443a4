import { BaseImageEntityCoverage } from '@base-images/backstage-plugin-base-images-common';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { CollapsibleList } from '../CollapsibleList';
import { LinkName } from '../LinkName';

/** The packages that a base image holds, and those of which it only holds the dependencies. */
export function BaseImagePackages(props: {
  baseImage: BaseImageEntityCoverage;
}) {
  const { packages, dependenciesOf } = props.baseImage;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  return (
    <>
      <CollapsibleList
        title={t('baseImageCard.packages.title')}
        items={packages}
        getKey={item => item.name}
        renderItem={item => <LinkName link={item} extras={item.extras} />}
        empty={
          <Text as="p" variant="body-medium">
            {t('baseImageCard.packages.empty')}
          </Text>
        }
      />
      <CollapsibleList
        title={t('baseImageCard.dependenciesOf.title')}
        help={t('baseImageCard.dependenciesOf.help')}
        items={dependenciesOf}
        getKey={item => item.name}
        renderItem={item => <LinkName link={item} extras={item.extras} />}
      />
    </>
  );
}
