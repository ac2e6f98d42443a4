import { LambdaEntityCoverage } from '@base-images/backstage-plugin-base-images-common';
import { Alert } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { CoverageGauge } from '../CoverageMeter';
import { LambdaFacts } from './LambdaFacts';
import styles from './LambdaSummary.module.css';

/** How far the best base image covers a Lambda; where none does, what to do about it. */
export function LambdaSummary(props: { lambda: LambdaEntityCoverage }) {
  const { lambda } = props;
  const { baseImage, covered, uncovered, dockerfile } = lambda;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  if (lambda.coverage === null) {
    return (
      <>
        <Alert
          role="note"
          status="info"
          icon
          title={t('lambdaCard.nothingRequired.title')}
          description={t('lambdaCard.nothingRequired.help', {
            dockerfile: <code>{dockerfile}</code>,
          })}
        />
        <LambdaFacts lambda={lambda} />
      </>
    );
  }
  return (
    <>
      {baseImage === null && (
        <Alert
          role="note"
          status="info"
          icon
          title={t('lambdaCard.noBaseImage.title')}
          description={t('lambdaCard.noBaseImage.help', {
            file: <code>base-images.yaml</code>,
          })}
        />
      )}
      <div className={styles.root}>
        <CoverageGauge
          label={
            baseImage === null
              ? t('lambdaCard.gauge.labelWithoutBaseImage')
              : t('lambdaCard.gauge.label', { baseImage: baseImage.name })
          }
          covered={covered.length}
          required={covered.length + uncovered.length}
        />
        <div className={styles.facts}>
          <LambdaFacts lambda={lambda} />
        </div>
      </div>
    </>
  );
}
