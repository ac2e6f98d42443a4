import { FunctionFreshness } from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { CollapsibleList } from '../CollapsibleList';
import { FreshnessReasons } from '../FreshnessReasons';
import { Note } from '../Note';
import { Digest } from './Digest';
import { FreshnessBadge } from './FreshnessBadge';
import styles from './FreshnessItem.module.css';
import { ObservedNote } from './ObservedNote';
import { UnknownNote } from './UnknownNote';

/** How fresh what the functions of a Lambda run is; nothing where none is watched. */
export function FunctionList(props: { functions: FunctionFreshness[] }) {
  const { t } = useTranslationRef(baseImagesTranslationRef);

  return (
    <CollapsibleList
      title={t('freshness.functions.title')}
      items={props.functions}
      getKey={({ functionName }) => functionName}
      renderItem={({ functionName, platform, digest, ...freshness }) => (
        <div className={styles.root} data-status={freshness.status}>
          <div className={styles.head}>
            <FreshnessBadge status={freshness.status} />
            <span className={styles.name}>{functionName}</span>
            <Note as="span">{platform}</Note>
          </div>
          <UnknownNote {...freshness} />
          <FreshnessReasons name={functionName} reasons={freshness.reasons} />
          <div className={styles.facts}>
            {digest !== null && <Digest digest={digest} />}
            <ObservedNote observedAt={freshness.observedAt} />
          </div>
        </div>
      )}
      stacked
      heading="h5"
    />
  );
}
