import { toPercent } from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Combobox } from '@backstage/ui';
import { useId } from 'react';
import { FieldErrors } from '../../components/FieldErrors';
import { FieldNotice } from '../../components/FieldNotice';
import { FieldState } from '../../components/FieldState';
import { LambdaChoice, useLambdas } from '../../hooks/useLambdas';
import { baseImagesFormTranslationRef } from '../../translation';
import { readFieldProps } from '../readFieldProps';
import { LambdaPickerProps } from './schema';

/** Chooses a Lambda of the catalog. */
export function LambdaPicker(props: LambdaPickerProps) {
  const { formData, onChange, rawErrors, uiSchema } = props;
  const { t } = useTranslationRef(baseImagesFormTranslationRef);
  const errorId = useId();
  const lambdas = useLambdas(uiSchema['ui:options']?.source);
  const describe = useDescription();

  return (
    <FieldState state={lambdas}>
      {items =>
        items.length === 0 ? (
          <FieldNotice
            title={t('lambdaPicker.emptyTitle')}
            help={t('lambdaPicker.emptyHelp')}
          />
        ) : (
          <>
            <Combobox
              {...readFieldProps(props, {
                title: t('lambdaPicker.title'),
                description: t('lambdaPicker.description'),
              })}
              placeholder={t('lambdaPicker.placeholder')}
              aria-describedby={errorId}
              options={items.map(item => ({
                id: item.entityRef,
                label: item.title,
                description: describe(item),
              }))}
              value={formData ?? null}
              onChange={key => onChange(key === null ? undefined : String(key))}
            />
            <FieldErrors id={errorId} errors={rawErrors} />
          </>
        )
      }
    </FieldState>
  );
}

/** Tells Lambdas of the same name apart, and how well base images fit them. */
function useDescription(): (lambda: LambdaChoice) => string {
  const { t } = useTranslationRef(baseImagesFormTranslationRef);

  return ({ sourceId, coverage }) => {
    const parts: string[] = [];
    if (sourceId !== undefined) {
      parts.push(t('lambdaPicker.source', { source: sourceId }));
    }
    if (coverage?.coverage === null) {
      parts.push(t('lambdaPicker.nothingRequired'));
    } else if (coverage?.baseImage) {
      parts.push(
        t('lambdaPicker.coveredBy', {
          percent: toPercent(coverage.coverage),
          baseImage: coverage.baseImage,
        }),
      );
    } else if (coverage) {
      parts.push(t('lambdaPicker.uncovered'));
    }
    return parts.join(', ');
  };
}
