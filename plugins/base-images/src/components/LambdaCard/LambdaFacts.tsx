import { LambdaEntityCoverage } from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { FactList } from '../FactList';
import { LinkName } from '../LinkName';

/** The base image that fits a Lambda, and what the Lambda's image is built from. */
export function LambdaFacts(props: { lambda: LambdaEntityCoverage }) {
  const { baseImage, dockerfile, parent, python, platform } = props.lambda;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  return (
    <FactList
      facts={[
        {
          name: t('lambdaCard.baseImage'),
          value:
            baseImage === null ? (
              t('lambdaCard.noBaseImage.fact')
            ) : (
              <LinkName link={baseImage} />
            ),
        },
        { name: t('facts.dockerfile'), value: <code>{dockerfile}</code> },
        {
          name: t('facts.parent'),
          value: parent === null ? t('facts.unknown') : <code>{parent}</code>,
        },
        { name: t('facts.python'), value: python ?? t('facts.unknown') },
        { name: t('facts.platform'), value: platform ?? t('facts.notStated') },
      ]}
    />
  );
}
