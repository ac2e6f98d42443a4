import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useId } from 'react';
import { FieldErrors } from '../../components/FieldErrors';
import { FieldNotice } from '../../components/FieldNotice';
import { FieldState } from '../../components/FieldState';
import { useSourceEnvironments } from '../../hooks/useSourceEnvironments';
import { baseImagesFormTranslationRef } from '../../translation';
import { readFormField } from '../readFormField';
import { EnvironmentChoice } from './EnvironmentChoice';
import { EnvironmentPickerProps } from './schema';
import { useChosenEnvironment } from './useChosenEnvironment';

/** Chooses one of the environments that the configuration of the portal gives a source. */
export function EnvironmentPicker(props: EnvironmentPickerProps) {
  const { formContext, formData, onChange, rawErrors, schema, uiSchema } =
    props;
  const { t } = useTranslationRef(baseImagesFormTranslationRef);
  const errorId = useId();
  const options = uiSchema['ui:options'];
  const source = useSourceEnvironments(
    options?.source ??
      readFormField(formContext, options?.sourceField ?? 'source'),
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
    <FieldState state={source}>
      {value => {
        if (value === undefined) {
          return (
            <FieldNotice
              title={t('environmentPicker.sourceTitle')}
              help={t('environmentPicker.sourceHelp')}
            />
          );
        }
        if (value.environments.length === 0) {
          return (
            <FieldNotice
              status="warning"
              title={t('environmentPicker.emptyTitle')}
              help={t('environmentPicker.emptyHelp', {
                source: value.sourceId,
              })}
            />
          );
        }
        return (
          <>
            <EnvironmentChoice
              label={schema.title ?? t('environmentPicker.title')}
              description={
                uiSchema['ui:description'] ??
                schema.description ??
                t('environmentPicker.description')
              }
              errorId={errorId}
              environments={value.environments}
              chosen={formData}
              onChange={onChange}
              isRequired={props.required}
              isDisabled={props.disabled || uiSchema['ui:disabled']}
              isInvalid={Boolean(rawErrors?.length)}
            />
            <FieldErrors id={errorId} errors={rawErrors} />
          </>
        );
      }}
    </FieldState>
  );
}
