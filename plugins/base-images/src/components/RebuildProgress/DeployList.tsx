import { RebuildDeploy } from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { CollapsibleList } from '../CollapsibleList';
import { Note } from '../Note';
import { StatusBadge } from '../StatusBadge';
import styles from './StepItem.module.css';

const TONES = { planned: 'neutral', done: 'good', failed: 'bad' } as const;

/** The functions that are to run the new images; nothing where there are none. */
export function DeployList(props: { deploys: RebuildDeploy[] }) {
  const { t } = useTranslationRef(baseImagesTranslationRef);

  return (
    <CollapsibleList
      title={t('progress.deploysTitle')}
      items={props.deploys}
      getKey={({ functionName }) => functionName}
      renderItem={({ functionName, state, message }) => (
        <div className={styles.root}>
          <div className={styles.head}>
            <StatusBadge tone={TONES[state]}>
              {t(`progress.deployState.${state}`)}
            </StatusBadge>
            {functionName}
          </div>
          {message !== null && <Note>{message}</Note>}
        </div>
      )}
      stacked
      heading="h6"
    />
  );
}
