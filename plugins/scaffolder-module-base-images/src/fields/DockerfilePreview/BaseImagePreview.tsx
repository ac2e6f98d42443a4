import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FieldNotice } from '../../components/FieldNotice';
import { FieldState } from '../../components/FieldState';
import { useBaseImagePreview } from '../../hooks/useBaseImagePreview';
import { baseImagesFormTranslationRef } from '../../translation';
import { readSource } from '../sourceOptions';
import { PreviewPartProps } from './PreviewPartProps';
import { ProposedFiles } from './ProposedFiles';
import { readBaseImage } from './readBaseImage';
import { RefusalList } from './RefusalList';

/** What `base-images.yaml` becomes with the base image of the form, and the Dockerfile that it is built from. */
export function BaseImagePreview(props: PreviewPartProps) {
  const { formContext, options } = props;
  const { t } = useTranslationRef(baseImagesFormTranslationRef);
  const image = readBaseImage(formContext, options.fields);
  const preview = useBaseImagePreview(
    readSource(formContext, { sourceField: options.sourceField }),
    image,
  );

  if (image === undefined) {
    return (
      <FieldNotice
        title={t('preview.emptyTitle')}
        help={t('preview.fieldsHelp')}
      />
    );
  }
  return (
    <FieldState state={preview}>
      {value => {
        if (value === undefined) {
          return (
            <FieldNotice
              title={t('packagesPicker.sourceTitle')}
              help={t('packagesPicker.sourceHelp')}
            />
          );
        }
        return value.refusals.length > 0 ? (
          <RefusalList
            title={t('preview.refused.titleDeclaration')}
            refusals={value.refusals}
          />
        ) : (
          <ProposedFiles files={value.files} revision={value.revision} />
        );
      }}
    </FieldState>
  );
}
