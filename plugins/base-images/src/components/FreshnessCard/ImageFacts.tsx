import { ImageFreshness } from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DATE_FORMAT } from '../../dateFormat';
import { baseImagesTranslationRef } from '../../translation';
import { Note } from '../Note';
import { Digest } from './Digest';
import styles from './FreshnessItem.module.css';

const MEGABYTE = 1_000_000;

/** Which image there is, and when the registry was looked at. */
export function ImageFacts(props: { image: ImageFreshness }) {
  const { digest, pushedAt, sizeInBytes, observedAt } = props.image;
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const formatParams = { date: DATE_FORMAT };

  return (
    <div className={styles.facts}>
      {digest !== null && <Digest digest={digest} />}
      {pushedAt !== null && (
        <Note as="span">
          {t('freshness.pushed', { date: new Date(pushedAt), formatParams })}
        </Note>
      )}
      {sizeInBytes !== null && (
        <Note as="span">
          {t('freshness.size', { size: Math.round(sizeInBytes / MEGABYTE) })}
        </Note>
      )}
      <Note as="span">
        {observedAt === null
          ? t('freshness.notObserved')
          : t('freshness.observed', {
              date: new Date(observedAt),
              formatParams,
            })}
      </Note>
    </div>
  );
}
