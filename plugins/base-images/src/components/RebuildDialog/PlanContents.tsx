import {
  ImageTarget,
  RebuildPlan,
} from '@base-images/backstage-plugin-base-images-common';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useImageLinks } from '../../hooks';
import { baseImagesTranslationRef } from '../../translation';
import { CollapsibleList } from '../CollapsibleList';
import { ImageName } from '../ImageName';
import { Note } from '../Note';
import { WaveLists } from '../WaveLists';
import { PlanReasons } from './PlanReasons';

/** The images that are built, those that cannot be, and the functions that then run them. */
export function PlanContents(props: { plan: RebuildPlan }) {
  const { sourceId, steps, refused, deploys } = props.plan;
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const links = useImageLinks(sourceId, [...steps, ...refused]);

  // Without a link, which would take the user away from the plan.
  const linkTo = (image: ImageTarget) => ({ ...links(image), entityRef: null });

  return (
    <>
      {steps.length > 0 && (
        <Text as="p" role="status" variant="body-medium" weight="bold">
          {t('rebuild.steps', { count: steps.length })}
        </Text>
      )}
      <WaveLists
        steps={steps}
        heading="h3"
        getText={step => linkTo(step).name}
        renderStep={step => (
          <>
            <ImageName image={step} link={linkTo(step)} />
            <PlanReasons step={step} name={linkTo(step).name} />
          </>
        )}
      />
      <CollapsibleList
        title={t('rebuild.refusedTitle')}
        items={refused}
        getKey={({ kind, name, platform }) => `${kind} ${name} ${platform}`}
        getText={image => linkTo(image).name}
        renderItem={image => (
          <>
            <ImageName image={image} link={linkTo(image)} />
            <Note>{image.message}</Note>
          </>
        )}
        stacked
        heading="h3"
      />
      <CollapsibleList
        title={t('rebuild.deploysTitle')}
        items={deploys}
        getKey={({ functionName }) => functionName}
        renderItem={({ functionName }) => functionName}
        stacked
        heading="h3"
      />
    </>
  );
}
