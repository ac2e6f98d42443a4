import {
  formatRequirement,
  LambdaEntityCoverage,
} from '@base-images/backstage-plugin-base-images-common';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { baseImagesTranslationRef } from '../../translation';
import { DeclareLink } from '../DeclareLink';
import { TemplateLink } from '../TemplateLink';

/** What {@link LambdaActions} shows. */
export interface LambdaActionsProps {
  lambda: LambdaEntityCoverage;
  /** Refs of templates that move a Lambda to a base image, the preferred one first. */
  moveTemplates: string[];
  /** Refs of templates that declare a base image, the preferred one first. */
  declareTemplates: string[];
}

/** What can be done so that base images cover more of a Lambda. */
export function LambdaActions(props: LambdaActionsProps) {
  const { lambda, moveTemplates, declareTemplates } = props;
  const { entity } = useEntity();
  const { t } = useTranslationRef(baseImagesTranslationRef);

  if (lambda.coverage === null) {
    return null;
  }
  if (lambda.baseImage !== null) {
    return (
      <TemplateLink
        templates={moveTemplates}
        formData={{ lambda: stringifyEntityRef(entity) }}
      >
        {t('lambdaCard.move')}
      </TemplateLink>
    );
  }
  return (
    <DeclareLink
      templates={declareTemplates}
      image={{
        from: lambda.parent ?? undefined,
        python: lambda.python ?? undefined,
        platforms: lambda.platform === null ? undefined : [lambda.platform],
        packages: lambda.uncovered.map(({ name, extras }) =>
          formatRequirement(name, extras),
        ),
      }}
    >
      {t('lambdaCard.declare')}
    </DeclareLink>
  );
}
