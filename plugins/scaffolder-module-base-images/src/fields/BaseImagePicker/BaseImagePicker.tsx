import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useId } from 'react';
import { FieldErrors } from '../../components/FieldErrors';
import { FieldNotice } from '../../components/FieldNotice';
import { FieldState } from '../../components/FieldState';
import { useLambdaBaseImages } from '../../hooks/useLambdaBaseImages';
import { baseImagesFormTranslationRef } from '../../translation';
import { readFieldProps } from '../readFieldProps';
import { readFormField } from '../readFormField';
import { BaseImageChoices } from './BaseImageChoices';
import { BaseImagePickerProps } from './schema';

/** Chooses the base image that a Lambda shall stand on, or leaves the choice to how far they cover it. */
export function BaseImagePicker(props: BaseImagePickerProps) {
  const { formContext, formData, onChange, rawErrors, uiSchema } = props;
  const { t } = useTranslationRef(baseImagesFormTranslationRef);
  const errorId = useId();
  const lambdaRef = readFormField(
    formContext,
    uiSchema['ui:options']?.lambdaField ?? 'lambda',
  );
  const baseImages = useLambdaBaseImages(lambdaRef);

  if (lambdaRef === undefined) {
    return (
      <FieldNotice
        title={t('baseImagePicker.lambdaTitle')}
        help={t('baseImagePicker.lambdaHelp')}
      />
    );
  }
  return (
    <FieldState state={baseImages}>
      {value =>
        value.items.length === 0 ? (
          <FieldNotice
            title={t('baseImagePicker.emptyTitle')}
            help={t('baseImagePicker.emptyHelp')}
          />
        ) : (
          <>
            <BaseImageChoices
              {...readFieldProps(props, {
                title: t('baseImagePicker.title'),
                description: t('baseImagePicker.description'),
              })}
              errorId={errorId}
              lambda={value}
              chosen={formData}
              onChange={onChange}
            />
            <FieldErrors id={errorId} errors={rawErrors} />
          </>
        )
      }
    </FieldState>
  );
}
