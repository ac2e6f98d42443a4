import {
  baseImagesRebuildCreatePermission,
  ImageFreshness,
  StartedRebuild,
} from '@base-images/backstage-plugin-base-images-common';
import { Button, Dialog } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useId, useState } from 'react';
import { baseImagesTranslationRef } from '../../translation';
import { Note } from '../Note';
import styles from './RebuildButton.module.css';
import { RebuildForm } from './RebuildForm';

/** What {@link RebuildButton} rebuilds. */
export interface RebuildButtonProps {
  sourceId: string;
  environment: string;
  images: ImageFreshness[];
  mayRebuild: boolean;
  onStarted: (started: StartedRebuild) => void;
}

/** Opens the plan of a rebuild, from which it is started; says what is lacking where the user may not. */
export function RebuildButton(props: RebuildButtonProps) {
  const { sourceId, environment, images, mayRebuild, onStarted } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const [isOpen, setIsOpen] = useState(false);
  const [isStarting, setIsStarting] = useState(false);
  const noteId = useId();
  const isFresh = images.every(({ status }) => status === 'fresh');

  return (
    <div className={styles.root}>
      <Button
        size="small"
        variant={isFresh ? 'secondary' : 'primary'}
        isDisabled={!mayRebuild}
        aria-label={t('rebuild.buttonOf', { environment })}
        aria-describedby={mayRebuild ? undefined : noteId}
        onPress={() => setIsOpen(true)}
      >
        {t('rebuild.button')}
      </Button>
      {!mayRebuild && (
        <div id={noteId}>
          <Note>
            {t('rebuild.notAllowed', {
              permission: baseImagesRebuildCreatePermission.name,
            })}
          </Note>
        </div>
      )}
      <Dialog
        isOpen={isOpen}
        // What is on its way is waited for, so that nobody wonders whether it was started.
        onOpenChange={open => setIsOpen(open || isStarting)}
        width={720}
      >
        <RebuildForm
          sourceId={sourceId}
          environment={environment}
          images={images}
          onStarting={setIsStarting}
          onStarted={started => {
            setIsOpen(false);
            onStarted(started);
          }}
          onClose={() => setIsOpen(false)}
        />
      </Dialog>
    </div>
  );
}
