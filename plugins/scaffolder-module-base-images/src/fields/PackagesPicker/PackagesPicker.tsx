import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useId } from 'react';
import { FieldErrors } from '../../components/FieldErrors';
import { FieldNotice } from '../../components/FieldNotice';
import { FieldState } from '../../components/FieldState';
import { useSourcePackages } from '../../hooks/useSourcePackages';
import { baseImagesFormTranslationRef } from '../../translation';
import { formatPackages } from '../formatPackages';
import { readFormField } from '../readFormField';
import { ChosenPackages } from './ChosenPackages';
import { PackageSearch } from './PackageSearch';
import { parseRequirement } from './parseRequirement';
import { PackagesPickerProps } from './schema';

/** Chooses packages of one source, and extras of them. */
export function PackagesPicker(props: PackagesPickerProps) {
  const { formContext, formData, onChange, rawErrors, schema, uiSchema } =
    props;
  const { t } = useTranslationRef(baseImagesFormTranslationRef);
  const errorId = useId();
  const options = uiSchema['ui:options'];
  const source = useSourcePackages(
    options?.source ??
      readFormField(formContext, options?.sourceField ?? 'source'),
  );
  const chosen = (formData ?? []).map(parseRequirement);
  const isDisabled = props.disabled || uiSchema['ui:disabled'];

  return (
    <FieldState state={source}>
      {value => {
        if (value === undefined) {
          return (
            <FieldNotice
              title={t('packagesPicker.sourceTitle')}
              help={t('packagesPicker.sourceHelp')}
            />
          );
        }
        if (value.packages.length === 0) {
          return (
            <FieldNotice
              status="warning"
              title={t('packagesPicker.emptyTitle')}
              help={t('packagesPicker.emptyHelp', { source: value.sourceId })}
            />
          );
        }
        return (
          <>
            <PackageSearch
              label={schema.title ?? t('packagesPicker.title')}
              description={
                uiSchema['ui:description'] ??
                schema.description ??
                t('packagesPicker.description')
              }
              errorId={errorId}
              packages={value.packages}
              chosen={chosen}
              onAdd={name => onChange([...(formData ?? []), name])}
              isRequired={props.required}
              isDisabled={isDisabled}
              isInvalid={Boolean(rawErrors?.length)}
            />
            <ChosenPackages
              packages={value.packages}
              chosen={chosen}
              onChange={items => onChange(formatPackages(items))}
              isDisabled={isDisabled}
            />
            <FieldErrors id={errorId} errors={rawErrors} />
          </>
        );
      }}
    </FieldState>
  );
}
