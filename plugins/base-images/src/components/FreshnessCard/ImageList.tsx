import { ImageFreshness } from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ImageLinks, useImageLinks } from '../../hooks';
import { baseImagesTranslationRef } from '../../translation';
import { CollapsibleList } from '../CollapsibleList';
import { Note } from '../Note';
import { ImageItem } from './ImageItem';

/** What {@link ImageList} shows. */
export interface ImageListProps {
  sourceId: string;
  images: ImageFreshness[];
  /** Whether the images hold a package, which is what the page is about. */
  isPackage: boolean;
}

/** The images of an entity in one environment, those that want to be looked at first. */
export function ImageList(props: ImageListProps) {
  const { sourceId, images, isPackage } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  const links = useImageLinks(sourceId, images);

  if (isPackage && images.length > 0) {
    return (
      <>
        <Images
          title={t('freshness.baseImages.title')}
          images={images.filter(({ kind }) => kind === 'base-image')}
          links={links}
          isPackage
        />
        <Images
          title={t('freshness.lambdas.title')}
          images={images.filter(({ kind }) => kind === 'lambda')}
          links={links}
          isPackage
        />
      </>
    );
  }
  return (
    <Images
      title={t('freshness.images.title')}
      images={images}
      links={links}
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
  props: Omit<ImageListProps, 'sourceId'> & {
    title: string;
    links: ImageLinks;
    empty?: JSX.Element;
  },
) {
  const { title, images, links, isPackage, empty } = props;

  return (
    <CollapsibleList
      title={title}
      items={[...images].sort((a, b) => ORDER[a.status] - ORDER[b.status])}
      getKey={({ kind, name, platform }) => `${kind} ${name} ${platform}`}
      getText={image => `${links(image).name} ${image.platform}`}
      renderItem={image => (
        <ImageItem image={image} link={links(image)} isPackage={isPackage} />
      )}
      empty={empty}
      stacked
      heading="h5"
    />
  );
}
