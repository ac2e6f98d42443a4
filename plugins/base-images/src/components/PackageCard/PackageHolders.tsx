import { PackageHolderLink } from '@base-images/backstage-plugin-base-images-common';
import { ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { CollapsibleList } from '../CollapsibleList';
import { NotedName } from '../LinkName';

/** Base images that hold a package or its dependencies, with the extras of it that they hold. */
export function PackageHolders(props: {
  title: string;
  baseImages: PackageHolderLink[];
  empty?: ReactNode;
}) {
  const { t } = useTranslationRef(baseImagesTranslationRef);

  return (
    <CollapsibleList
      title={props.title}
      items={props.baseImages}
      getKey={item => item.name}
      renderItem={item => (
        <NotedName
          link={item}
          note={
            item.extras.length === 0
              ? undefined
              : t('packageCard.extras', {
                  count: item.extras.length,
                  extras: item.extras,
                })
          }
        />
      )}
      empty={props.empty}
      stacked
    />
  );
}
