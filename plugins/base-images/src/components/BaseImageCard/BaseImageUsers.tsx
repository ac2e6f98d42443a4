import { BaseImageEntityCoverage } from '@base-images/backstage-plugin-base-images-common';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { CollapsibleList } from '../CollapsibleList';
import { CoverageLine, LinkName } from '../LinkName';

/** The Lambdas that a base image fits best, and the base images that stand on it. */
export function BaseImageUsers(props: { baseImage: BaseImageEntityCoverage }) {
  const { lambdas, children } = props.baseImage;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  return (
    <>
      <CollapsibleList
        title={t('baseImageCard.lambdas.title')}
        items={lambdas}
        getKey={item => `${item.name} ${item.entityRef}`}
        getText={item => item.name}
        renderItem={item => (
          <CoverageLine
            link={item}
            label={t('baseImageCard.lambdas.coverage', { name: item.name })}
          />
        )}
        empty={
          <Text as="p" variant="body-medium">
            {t('baseImageCard.lambdas.empty')}
          </Text>
        }
        stacked
      />
      <CollapsibleList
        title={t('baseImageCard.children.title')}
        items={children}
        getKey={item => item.name}
        renderItem={item => <LinkName link={item} />}
      />
    </>
  );
}
