import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useId } from 'react';
import { FieldErrors } from '../../components/FieldErrors';
import { SourceFieldState } from '../../components/SourceFieldState';
import { useSourceEnvironments } from '../../hooks/useSourceEnvironments';
import { baseImagesFormTranslationRef } from '../../translation';
import { readFieldProps } from '../readFieldProps';
import { readSource } from '../sourceOptions';
import { EnvironmentChoice } from './EnvironmentChoice';
import { EnvironmentPickerProps } from './schema';
import { useChosenEnvironment } from './useChosenEnvironment';

/** Chooses one of the environments that the configuration of the portal gives a source. */
export function EnvironmentPicker(props: EnvironmentPickerProps) {
  const { formContext, formData, onChange, rawErrors, uiSchema } = props;
  const { t } = useTranslationRef(baseImagesFormTranslationRef);
  const errorId = useId();
  const source = useSourceEnvironments(
    readSource(formContext, uiSchema['ui:options']),
  );

  useChosenEnvironment({
    environments:
      source.status === 'loaded'
        ? (source.value?.environments ?? [])
        : undefined,
    chosen: formData,
    isRequired: props.required,
    onChange,
  });

  return (
    <SourceFieldState
      state={source}
      noSource={{
        title: t('environmentPicker.sourceTitle'),
        help: t('environmentPicker.sourceHelp'),
      }}
      describeEmpty={({ environments, sourceId }) =>
        environments.length === 0
          ? {
              title: t('environmentPicker.emptyTitle'),
              help: t('environmentPicker.emptyHelp', { source: sourceId }),
            }
          : undefined
      }
    >
      {({ environments }) => (
        <>
          <EnvironmentChoice
            {...readFieldProps(props, {
              title: t('environmentPicker.title'),
              description: t('environmentPicker.description'),
            })}
            errorId={errorId}
            environments={environments}
            chosen={formData}
            onChange={onChange}
          />
          <FieldErrors id={errorId} errors={rawErrors} />
        </>
      )}
    </SourceFieldState>
  );
}
