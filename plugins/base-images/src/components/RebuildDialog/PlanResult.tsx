import { Alert, Skeleton, VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RebuildPlanState } from '../../hooks';
import { baseImagesTranslationRef } from '../../translation';
import { RequestFailure } from '../RequestFailure';
import { PlanContents } from './PlanContents';

/** A plan, or why there is none yet. */
export function PlanResult(props: { state: RebuildPlanState }) {
  const { state } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  if (state.status === 'loading') {
    return (
      <div role="status" aria-busy="true">
        <VisuallyHidden>{t('rebuild.loading')}</VisuallyHidden>
        <Skeleton width="60%" height={16} />
      </div>
    );
  }
  if (state.status !== 'loaded') {
    return (
      <RequestFailure
        title={t('rebuild.planFailed')}
        message={state.message}
        onRetry={state.retry}
      />
    );
  }
  const { steps, refused } = state.plan;
  return (
    <>
      {steps.length === 0 && (
        <Alert
          role="status"
          status={refused.length > 0 ? 'warning' : 'success'}
          icon
          title={t('rebuild.nothing')}
          description={
            refused.length > 0 ? undefined : t('rebuild.nothingHelp')
          }
        />
      )}
      <PlanContents plan={state.plan} />
    </>
  );
}
