import {
  Rebuild,
  RebuildDeploy,
} from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { isActive } from '../../hooks';
import { baseImagesTranslationRef } from '../../translation';
import { CollapsibleList } from '../CollapsibleList';
import { Note } from '../Note';
import { StatusBadge } from '../StatusBadge';
import styles from './StepItem.module.css';

const TONES = {
  planned: 'neutral',
  deploying: 'busy',
  notDone: 'warning',
  done: 'good',
  failed: 'bad',
} as const;

/** The functions that are to run the new images; nothing where there are none. */
export function DeployList(props: { rebuild: Rebuild }) {
  const { rebuild } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  const stateOf = ({ state, message }: RebuildDeploy) => {
    if (state !== 'planned') {
      return state;
    }
    if (!isActive(rebuild)) {
      return 'notDone';
    }
    // It has been asked for once there is something to say of it.
    return message === null ? 'planned' : 'deploying';
  };

  return (
    <CollapsibleList
      title={t('progress.deploysTitle')}
      items={rebuild.deploys}
      getKey={({ functionName }) => functionName}
      renderItem={deploy => (
        <div className={styles.root}>
          <div className={styles.head}>
            <StatusBadge tone={TONES[stateOf(deploy)]}>
              {t(`progress.deployState.${stateOf(deploy)}`)}
            </StatusBadge>
            {deploy.functionName}
          </div>
          {deploy.message !== null && <Note>{deploy.message}</Note>}
        </div>
      )}
      stacked
      heading="h6"
    />
  );
}
