import { PackageUserLink } from '@base-images/backstage-plugin-base-images-common';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { CollapsibleList } from '../CollapsibleList';
import { NotedName } from '../LinkName';

/** The Lambdas that need a package, with how they come to need it. */
export function PackageUsers(props: { lambdas: PackageUserLink[] }) {
  const { t } = useTranslationRef(baseImagesTranslationRef);

  return (
    <CollapsibleList
      title={t('packageCard.lambdas.title')}
      items={props.lambdas}
      getKey={item => `${item.name} ${item.entityRef}`}
      getText={item => item.name}
      renderItem={item => (
        <NotedName
          link={item}
          note={[
            item.installed
              ? t('packageCard.lambdas.installed')
              : t('packageCard.lambdas.indirect'),
            ...(item.extras.length === 0
              ? []
              : [
                  t('packageCard.extras', {
                    count: item.extras.length,
                    extras: item.extras,
                  }),
                ]),
          ].join(', ')}
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
