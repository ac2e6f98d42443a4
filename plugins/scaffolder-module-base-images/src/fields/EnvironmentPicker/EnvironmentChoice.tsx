import { Environment } from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { baseImagesFormTranslationRef } from '../../translation';

/** What {@link EnvironmentChoice} shows. */
export interface EnvironmentChoiceProps {
  label: string;
  description: string;
  errorId: string;
  /** At least one. */
  environments: Environment[];
  chosen: string | undefined;
  onChange: (environment: string | undefined) => void;
  isRequired?: boolean;
  isDisabled?: boolean;
  isInvalid?: boolean;
}

/** The environments of one source, each with where its images live. */
export function EnvironmentChoice(props: EnvironmentChoiceProps) {
  const { environments, chosen, onChange } = props;
  const { t } = useTranslationRef(baseImagesFormTranslationRef);

  return (
    <Select
      label={props.label}
      description={props.description}
      placeholder={t('environmentPicker.placeholder')}
      aria-describedby={props.errorId}
      options={environments.map(({ id, account, region }) => ({
        id,
        label: id,
        description: t('environmentPicker.place', { account, region }),
      }))}
      value={chosen ?? null}
      onChange={key => onChange(key === null ? undefined : String(key))}
      isRequired={props.isRequired}
      isDisabled={props.isDisabled}
      isInvalid={props.isInvalid}
    />
  );
}
