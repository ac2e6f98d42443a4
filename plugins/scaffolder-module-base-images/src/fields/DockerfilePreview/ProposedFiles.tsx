import { PreviewedFile } from '@base-images/backstage-plugin-base-images-common';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DiffView } from '../../components/DiffView';
import { baseImagesFormTranslationRef } from '../../translation';

/** The files that a template would write, each with its difference. */
export function ProposedFiles(props: {
  files: PreviewedFile[];
  revision: string | null;
}) {
  const { files, revision } = props;
  const { t } = useTranslationRef(baseImagesFormTranslationRef);

  const describe = ({ change, from, path }: PreviewedFile) => {
    if (change === 'unchanged') {
      return t('preview.file.unchanged', { path });
    }
    const isDerived = from !== null && from !== path;
    if (change === 'added') {
      return isDerived
        ? t('preview.file.from', { path, from })
        : t('preview.file.added', { path });
    }
    return isDerived
      ? t('preview.file.replaced', { path, from })
      : t('preview.file.changed', { path });
  };

  return (
    <>
      {files.map(file => (
        <DiffView
          key={file.path}
          caption={describe(file)}
          diff={file.diff}
          empty={t('preview.file.same')}
        />
      ))}
      {revision !== null && (
        <Text as="p" variant="body-small">
          {t('preview.revision', { revision: revision.slice(0, 12) })}
        </Text>
      )}
    </>
  );
}
