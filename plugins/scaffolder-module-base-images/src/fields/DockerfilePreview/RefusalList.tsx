import { PreviewRefusal } from '@base-images/backstage-plugin-base-images-common';
import { Alert, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesFormTranslationRef } from '../../translation';
import styles from './RefusalList.module.css';

/** Why nothing is proposed, by file and line. */
export function RefusalList(props: {
  title: string;
  refusals: PreviewRefusal[];
}) {
  const { title, refusals } = props;
  const { t } = useTranslationRef(baseImagesFormTranslationRef);

  return (
    <Alert
      role="note"
      status="warning"
      icon
      title={title}
      description={
        <ul className={styles.root}>
          {refusals.map(({ file, line, reason, help }) => (
            <li key={`${file} ${line} ${reason}`} className={styles.item}>
              <code>
                {line === null
                  ? file
                  : t('preview.refused.place', { file, line: String(line) })}
              </code>
              <Text as="span" variant="body-medium">
                {reason}
              </Text>
              <Text as="span" variant="body-medium">
                {help}
              </Text>
            </li>
          ))}
        </ul>
      }
    />
  );
}
