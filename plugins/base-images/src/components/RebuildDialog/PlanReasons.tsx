import { PlanStep } from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { FreshnessReasons } from '../FreshnessReasons';
import { Note } from '../Note';

/** What {@link PlanReasons} tells of. */
export interface PlanReasonsProps {
  step: PlanStep;
  /** What the image is called. */
  name: string;
}

/** Why an image would be built. */
export function PlanReasons(props: PlanReasonsProps) {
  const { step, name } = props;
  const { platform, status, reasons } = step;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  return (
    <>
      {status === 'missing' && <Note>{t('freshness.missingHelp')}</Note>}
      {status === 'fresh' && reasons.length === 0 && (
        <Note>{t('reason.force')}</Note>
      )}
      <FreshnessReasons
        name={t('rebuild.platform', { name, platform })}
        reasons={reasons}
      />
    </>
  );
}
