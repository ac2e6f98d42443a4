import { LambdaEntityCoverage } from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { CollapsibleList } from '../CollapsibleList';
import { CoverageLine, LinkName } from '../LinkName';
import { UncoveredName } from './UncoveredName';

/** The packages that a Lambda requires, what is wrong first, and the base images that it could stand on instead. */
export function LambdaPackages(props: { lambda: LambdaEntityCoverage }) {
  const { lambda } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  return (
    <>
      <CollapsibleList
        title={t('lambdaCard.missing.title')}
        help={t('lambdaCard.missing.help', {
          dockerfile: <code>{lambda.dockerfile}</code>,
        })}
        items={lambda.missing}
        getKey={item => item.name}
        renderItem={item => <LinkName link={item} extras={item.extras} />}
      />
      <CollapsibleList
        title={t('lambdaCard.uncovered.title')}
        items={lambda.uncovered}
        getKey={item => item.name}
        renderItem={item => <UncoveredName item={item} />}
      />
      <CollapsibleList
        title={t('lambdaCard.covered.title')}
        items={lambda.covered}
        getKey={item => item.name}
        renderItem={item => <LinkName link={item} extras={item.extras} />}
      />
      <CollapsibleList
        title={t('lambdaCard.alternatives.title')}
        items={lambda.alternatives}
        getKey={item => item.name}
        renderItem={item => (
          <CoverageLine
            link={item}
            label={t('lambdaCard.alternatives.coverage', { name: item.name })}
          />
        )}
        stacked
      />
    </>
  );
}
