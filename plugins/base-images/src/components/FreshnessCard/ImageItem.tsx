import {
  EntityLink,
  ImageFreshness,
} from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { FreshnessReasons } from '../FreshnessReasons';
import { LinkName } from '../LinkName';
import { Note } from '../Note';
import { StatusBadge } from '../StatusBadge';
import { FreshnessBadge } from './FreshnessBadge';
import styles from './FreshnessItem.module.css';
import { ImageFacts } from './ImageFacts';
import { UnknownNote } from './UnknownNote';

/** What {@link ImageItem} shows. */
export interface ImageItemProps {
  image: ImageFreshness;
  /** Its name and its entity. */
  link: EntityLink;
  /** Whether the image only holds what the page is about: then it has a name, and is told in short. */
  isPackage: boolean;
}

/** How fresh one image is, and why. */
export function ImageItem(props: ImageItemProps) {
  const { image, link, isPackage } = props;
  const { platform, status, reasons } = image;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  return (
    <div className={styles.root} data-status={status}>
      <div className={styles.head}>
        <FreshnessBadge status={status} />
        <span className={styles.name}>
          {isPackage ? <LinkName link={link} /> : platform}
        </span>
        {isPackage && <Note as="span">{platform}</Note>}
        {image.building && (
          <StatusBadge tone="busy">{t('freshness.building')}</StatusBadge>
        )}
      </div>
      {status === 'missing' && !image.refused && (
        <Note>{t('freshness.missingHelp')}</Note>
      )}
      {image.refused && (
        <Note>
          {t('freshness.refused', { message: image.refused.message })}
        </Note>
      )}
      <UnknownNote status={status} unknown={image.unknown} />
      <FreshnessReasons
        name={t('rebuild.platform', { name: link.name, platform })}
        reasons={reasons}
      />
      {!isPackage && <ImageFacts image={image} />}
    </div>
  );
}
