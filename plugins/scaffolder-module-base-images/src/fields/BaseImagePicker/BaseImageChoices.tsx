import { LambdaBaseImages } from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RadioGroup } from '@backstage/ui';
import { useCoverageText } from '../../hooks/useCoverageText';
import { baseImagesFormTranslationRef } from '../../translation';
import { BaseImageChoice } from './BaseImageChoice';
import { useFitText } from './useFitText';

/** The value of the option that leaves the choice open: no base image has it as its name. */
const BEST = '';

/** What {@link BaseImageChoices} shows. */
export interface BaseImageChoicesProps {
  label: string;
  description: string;
  errorId: string;
  lambda: LambdaBaseImages;
  /** Name of a base image, or undefined to mean the one that covers most. */
  chosen: string | undefined;
  onChange: (baseImage: string | undefined) => void;
  isDisabled: boolean | undefined;
  isInvalid: boolean;
}

/** Every base image of a source as something to choose, with how it fits a Lambda. */
export function BaseImageChoices(props: BaseImageChoicesProps) {
  const { label, description, errorId, lambda, chosen, onChange } = props;
  const { t } = useTranslationRef(baseImagesFormTranslationRef);
  const describeFit = useFitText(lambda);
  const describeCoverage = useCoverageText();
  const best = lambda.items.find(item => item.baseImage === lambda.best);

  return (
    <RadioGroup
      label={label}
      description={description}
      aria-describedby={errorId}
      value={chosen ?? BEST}
      onChange={value => onChange(value === BEST ? undefined : value)}
      isDisabled={props.isDisabled}
      isInvalid={props.isInvalid}
    >
      <BaseImageChoice
        value={BEST}
        name={t('baseImagePicker.best')}
        notes={[
          best
            ? t('baseImagePicker.bestNow', {
                baseImage: best.baseImage,
                coverage: describeCoverage(best),
              })
            : t('baseImagePicker.bestNone'),
        ]}
      />
      {lambda.items.map(item => (
        <BaseImageChoice
          key={item.baseImage}
          value={item.baseImage}
          name={item.baseImage}
          notes={describeFit(item)}
          isDisabled={item.mismatches.length > 0}
        />
      ))}
    </RadioGroup>
  );
}
