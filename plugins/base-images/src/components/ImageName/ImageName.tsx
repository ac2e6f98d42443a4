import {
  EntityLink,
  ImageTarget,
} from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { LinkName } from '../LinkName';
import { Note } from '../Note';
import styles from './ImageName.module.css';

/** What {@link ImageName} names. */
export interface ImageNameProps {
  image: ImageTarget;
  /** Its name and its entity. */
  link: EntityLink;
}

/** Which image is meant: its name, kind and platform. */
export function ImageName(props: ImageNameProps) {
  const { image, link } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  return (
    <span className={styles.root}>
      <LinkName link={link} />{' '}
      <Note as="span">
        {t(`imageKind.${image.kind}`)}, {image.platform}
      </Note>
    </span>
  );
}
