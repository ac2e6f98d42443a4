import { PackageUserLink } from '@base-images/backstage-plugin-base-images-common';
import { Text } from '@backstage/ui';
import { ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { CollapsibleList } from '../CollapsibleList';
import { LinkName, NotedName } from '../LinkName';

/** The Lambdas that need a package or have it from a base image, with how they come by it. */
export function PackageUsers(props: { lambdas: PackageUserLink[] }) {
  const { t } = useTranslationRef(baseImagesTranslationRef);

  function describeOrigin({
    baseImage,
    installed,
  }: PackageUserLink): ReactNode {
    if (baseImage) {
      return t('packageCard.lambdas.fromBaseImage', {
        image: <LinkName link={baseImage} />,
      });
    }
    return installed
      ? t('packageCard.lambdas.installed')
      : t('packageCard.lambdas.indirect');
  }

  return (
    <CollapsibleList
      title={t('packageCard.lambdas.title')}
      items={props.lambdas}
      getKey={item => `${item.name} ${item.entityRef}`}
      getText={item => item.name}
      renderItem={item => (
        <NotedName
          link={item}
          note={
            <>
              {describeOrigin(item)}
              {!item.required && `, ${t('packageCard.lambdas.notRequired')}`}
              {item.extras.length > 0 &&
                `, ${t('packageCard.extras', {
                  count: item.extras.length,
                  extras: item.extras,
                })}`}
            </>
          }
        />
      )}
      empty={
        <Text as="p" variant="body-medium">
          {t('packageCard.lambdas.empty')}
        </Text>
      }
      stacked
    />
  );
}
