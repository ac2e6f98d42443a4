import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { Rebuild } from '@base-images/backstage-plugin-base-images-common';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import { baseImagesApiRef } from '../../api';
import { useRequest } from '../../hooks';
import { baseImagesTranslationRef } from '../../translation';
import { BusyButton } from '../BusyButton';
import { Note } from '../Note';
import { RequestFailure } from '../RequestFailure';

/** What {@link CancelButton} cancels. */
export interface CancelButtonProps {
  rebuildId: string;
  /** Whether that is under way already. */
  isCancelling: boolean;
  onCancelled: (rebuild: Rebuild) => void;
}

/** Cancels a rebuild once the user has confirmed it. */
export function CancelButton(props: CancelButtonProps) {
  const { rebuildId, isCancelling, onCancelled } = props;
  const api = useApi(baseImagesApiRef);
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const [isOpen, setIsOpen] = useState(false);
  const { send, isSending, failure } = useRequest(
    () => api.cancelRebuild(rebuildId),
    rebuild => {
      setIsOpen(false);
      onCancelled(rebuild);
    },
  );

  return (
    <div>
      <BusyButton
        size="small"
        variant="secondary"
        isBusy={isCancelling}
        busyText={t('progress.cancelBusy')}
        onPress={() => setIsOpen(true)}
      >
        {t('progress.cancel')}
      </BusyButton>
      <Dialog
        isOpen={isOpen}
        onOpenChange={open => setIsOpen(open || isSending)}
      >
        <DialogHeader>{t('progress.cancelTitle')}</DialogHeader>
        <DialogBody>
          <Note>{t('progress.cancelHelp')}</Note>
          {failure && (
            <RequestFailure
              title={t('progress.cancelFailed')}
              message={failure.message}
            />
          )}
        </DialogBody>
        <DialogFooter>
          <Button
            variant="secondary"
            isDisabled={isSending}
            onPress={() => setIsOpen(false)}
          >
            {t('progress.cancelKeep')}
          </Button>
          <BusyButton
            variant="primary"
            destructive
            isBusy={isSending}
            busyText={t('progress.cancelBusy')}
            onPress={send}
          >
            {t('progress.cancel')}
          </BusyButton>
        </DialogFooter>
      </Dialog>
    </div>
  );
}
