import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { Badge, Link, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SourceFileUrls, useFileUrls } from '../../hooks';
import { baseImagesTranslationRef } from '../../translation';
import { Note } from '../Note';
import { CollapsibleList } from '../CollapsibleList';
import styles from './DiagnosticList.module.css';

const SEVERITIES = ['error', 'warning', 'info'] as const;

/** What {@link DiagnosticList} shows. */
export interface DiagnosticListProps {
  sourceId: string;
  diagnostics: Diagnostic[];
}

/** What the last scan found in the files of the entity, the worst first. */
export function DiagnosticList(props: DiagnosticListProps) {
  const { sourceId } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const fileUrls = useFileUrls(
    props.diagnostics.length > 0 ? sourceId : undefined,
  );
  const diagnostics = SEVERITIES.flatMap(severity =>
    props.diagnostics.filter(diagnostic => diagnostic.severity === severity),
  );

  return (
    <CollapsibleList
      title={t('diagnostics.title')}
      items={diagnostics}
      getKey={diagnostic =>
        `${formatPlace(diagnostic)} ${diagnostic.code} ${diagnostic.message}`
      }
      renderItem={diagnostic => (
        <div className={styles.root} data-severity={diagnostic.severity}>
          <div className={styles.head}>
            <Badge className={styles.severity}>
              {t(`diagnostics.severity.${diagnostic.severity}`)}
            </Badge>
            <Place diagnostic={diagnostic} fileUrls={fileUrls} />
            <Note as="span">{diagnostic.code}</Note>
          </div>
          <Text as="p" variant="body-medium">
            {diagnostic.message}
          </Text>
          <Note>{diagnostic.help}</Note>
        </div>
      )}
      stacked
    />
  );
}

/** The file and line, with a link to them at the host of the source where there is one. */
function Place(props: { diagnostic: Diagnostic; fileUrls: SourceFileUrls }) {
  const { diagnostic, fileUrls } = props;
  const url = fileUrls(diagnostic.file, diagnostic.line);
  const place = <code className={styles.place}>{formatPlace(diagnostic)}</code>;

  return url === undefined ? (
    place
  ) : (
    <Link href={url} target="_blank" rel="noopener noreferrer">
      {place}
    </Link>
  );
}

function formatPlace(diagnostic: Diagnostic): string {
  const { file, line, column } = diagnostic;
  return [file, line, line === null ? null : column]
    .filter(part => part !== null)
    .join(':');
}
