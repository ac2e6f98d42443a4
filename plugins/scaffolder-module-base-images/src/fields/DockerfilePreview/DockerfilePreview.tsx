import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesFormTranslationRef } from '../../translation';
import { BaseImagePreview } from './BaseImagePreview';
import { DockerfilePreviewProps } from './schema';
import styles from './DockerfilePreview.module.css';
import { WithBasePreview } from './WithBasePreview';

/** Shows the files that the template will write, before it does. */
export function DockerfilePreview(props: DockerfilePreviewProps) {
  const { formContext, schema, uiSchema } = props;
  const { t } = useTranslationRef(baseImagesFormTranslationRef);
  const options = uiSchema['ui:options'] ?? {};
  const description = uiSchema['ui:description'] ?? schema.description;

  return (
    <div className={styles.root}>
      <Text as="h3" variant="title-x-small">
        {schema.title ?? t('preview.title')}
      </Text>
      {description && (
        <Text as="p" variant="body-medium">
          {description}
        </Text>
      )}
      {options.of === 'base-image' ? (
        <BaseImagePreview formContext={formContext} options={options} />
      ) : (
        <WithBasePreview formContext={formContext} options={options} />
      )}
    </div>
  );
}
