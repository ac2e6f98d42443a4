import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useId } from 'react';
import { FieldErrors } from '../../components/FieldErrors';
import { SourceFieldState } from '../../components/SourceFieldState';
import { useSourcePackages } from '../../hooks/useSourcePackages';
import { baseImagesFormTranslationRef } from '../../translation';
import { formatPackages } from '../formatPackages';
import { readFieldProps } from '../readFieldProps';
import { readSource } from '../sourceOptions';
import { ChosenPackages } from './ChosenPackages';
import { PackageSearch } from './PackageSearch';
import { parseRequirement } from './parseRequirement';
import { PackagesPickerProps } from './schema';

/** Chooses packages of one source, and extras of them. */
export function PackagesPicker(props: PackagesPickerProps) {
  const { formContext, formData = [], onChange, rawErrors, uiSchema } = props;
  const { t } = useTranslationRef(baseImagesFormTranslationRef);
  const errorId = useId();
  const source = useSourcePackages(
    readSource(formContext, uiSchema['ui:options']),
  );
  const chosen = formData.map(parseRequirement);
  const field = readFieldProps(props, {
    title: t('packagesPicker.title'),
    description: t('packagesPicker.description'),
  });

  return (
    <SourceFieldState
      state={source}
      noSource={{
        title: t('packagesPicker.sourceTitle'),
        help: t('packagesPicker.sourceHelp'),
      }}
      describeEmpty={({ packages, sourceId }) =>
        packages.length === 0
          ? {
              title: t('packagesPicker.emptyTitle'),
              help: t('packagesPicker.emptyHelp', { source: sourceId }),
            }
          : undefined
      }
    >
      {({ packages }) => (
        <>
          <PackageSearch
            {...field}
            errorId={errorId}
            packages={packages}
            chosen={chosen}
            onAdd={name => onChange([...formData, name])}
          />
          <ChosenPackages
            packages={packages}
            chosen={chosen}
            onChange={items => onChange(formatPackages(items))}
            isDisabled={field.isDisabled}
          />
          <FieldErrors id={errorId} errors={rawErrors} />
        </>
      )}
    </SourceFieldState>
  );
}
