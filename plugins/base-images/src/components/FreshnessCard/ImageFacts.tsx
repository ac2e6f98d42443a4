import { ImageFreshness } from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { Note } from '../Note';
import { When } from '../When';
import { Digest } from './Digest';
import styles from './FreshnessItem.module.css';
import { ObservedNote } from './ObservedNote';

const MEGABYTE = 1_000_000;

/** Which image there is, and when the registry was looked at. */
export function ImageFacts(props: { image: ImageFreshness }) {
  const { digest, pushedAt, sizeInBytes, observedAt } = props.image;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  return (
    <div className={styles.facts}>
      {digest !== null && <Digest digest={digest} />}
      {pushedAt !== null && (
        <Note as="span">
          {t('freshness.pushed', { time: <When time={pushedAt} /> })}
        </Note>
      )}
      {sizeInBytes !== null && (
        <Note as="span">
          {t('freshness.size', { size: Math.round(sizeInBytes / MEGABYTE) })}
        </Note>
      )}
      <ObservedNote observedAt={observedAt} />
    </div>
  );
}
