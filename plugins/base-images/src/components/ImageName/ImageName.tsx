import { ImageTarget } from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { Note } from '../Note';
import styles from './ImageName.module.css';

/** Which image is meant: its name, kind and platform. */
export function ImageName(props: { image: ImageTarget }) {
  const { kind, name, platform } = props.image;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  return (
    <span className={styles.root}>
      {name}{' '}
      <Note as="span">
        {t(`imageKind.${kind}`)}, {platform}
      </Note>
    </span>
  );
}
