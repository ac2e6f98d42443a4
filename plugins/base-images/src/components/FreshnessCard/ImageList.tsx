import { ImageFreshness } from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { CollapsibleList } from '../CollapsibleList';
import { Note } from '../Note';
import { ImageItem } from './ImageItem';

/** What {@link ImageList} shows. */
export interface ImageListProps {
  images: ImageFreshness[];
  /** Whether the images hold a package, which is what the page is about. */
  isPackage: boolean;
}

/** The images of an entity in one environment, those that want to be looked at first. */
export function ImageList(props: ImageListProps) {
  const { images, isPackage } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  if (isPackage && images.length > 0) {
    return (
      <>
        <Images
          title={t('freshness.baseImages.title')}
          images={images.filter(({ kind }) => kind === 'base-image')}
          isPackage
        />
        <Images
          title={t('freshness.lambdas.title')}
          images={images.filter(({ kind }) => kind === 'lambda')}
          isPackage
        />
      </>
    );
  }
  return (
    <Images
      title={t('freshness.images.title')}
      images={images}
      isPackage={isPackage}
      empty={
        isPackage ? (
          <Note>{t('freshness.images.emptyPackage')}</Note>
        ) : (
          <>
            <span>{t('freshness.images.empty')}</span>
            <Note>{t('freshness.images.emptyHelp')}</Note>
          </>
        )
      }
    />
  );
}

const ORDER = { unknown: 0, missing: 1, stale: 2, fresh: 3 };

function Images(
  props: ImageListProps & { title: string; empty?: JSX.Element },
) {
  const { title, images, isPackage, empty } = props;

  return (
    <CollapsibleList
      title={title}
      items={[...images].sort((a, b) => ORDER[a.status] - ORDER[b.status])}
      getKey={({ kind, name, platform }) => `${kind} ${name} ${platform}`}
      renderItem={image => <ImageItem image={image} isPackage={isPackage} />}
      empty={empty}
      stacked
      heading="h5"
    />
  );
}
