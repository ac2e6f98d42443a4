import { Skeleton, VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useLayoutEffect, useRef } from 'react';
import { useBuildLog } from '../../hooks';
import { baseImagesTranslationRef } from '../../translation';
import { Note } from '../Note';
import { RequestFailure } from '../RequestFailure';
import styles from './BuildLog.module.css';

/** Pixels from the end at which a reader still wants to see what comes. */
const END_DISTANCE = 24;

/** What {@link BuildLog} shows. */
export interface BuildLogProps {
  buildId: string;
  /** What is built, for those who cannot see it. */
  name: string;
}

/** The log of a build as it grows; it stays at its end until the reader scrolls back. */
export function BuildLog(props: BuildLogProps) {
  const { buildId, name } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const { lines, omitted, complete, loading, failure, lookNow } =
    useBuildLog(buildId);
  const element = useRef<HTMLTextAreaElement>(null);
  const isAtEnd = useRef(true);

  useLayoutEffect(() => {
    if (element.current && isAtEnd.current) {
      element.current.scrollTop = element.current.scrollHeight;
    }
  }, [lines]);

  return (
    <div className={styles.root}>
      {omitted > 0 && <Note>{t('log.omitted', { count: omitted })}</Note>}
      {lines.length > 0 && (
        // Read-only rather than plain text, so that every browser lets the keyboard scroll and select it.
        <textarea
          ref={element}
          readOnly
          spellCheck={false}
          rows={16}
          aria-label={t('log.label', { name })}
          className={styles.lines}
          value={lines.join('\n')}
          onScroll={({ currentTarget }) => {
            const { scrollHeight, scrollTop, clientHeight } = currentTarget;
            isAtEnd.current =
              scrollHeight - scrollTop - clientHeight < END_DISTANCE;
          }}
        />
      )}
      {loading && !failure && (
        <div role="status" aria-busy="true">
          <VisuallyHidden>{t('log.loading')}</VisuallyHidden>
          <Skeleton width="60%" height={16} />
        </div>
      )}
      {!loading && <LogEnd isEmpty={lines.length === 0} complete={complete} />}
      {failure && (
        <RequestFailure
          title={t('log.failure')}
          message={failure.message}
          isTransient={failure.status === 'failed'}
          onRetry={lookNow}
        />
      )}
    </div>
  );
}

/** Whether more is to come. */
function LogEnd(props: { isEmpty: boolean; complete: boolean }) {
  const { isEmpty, complete } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  if (isEmpty) {
    return <Note>{complete ? t('log.emptyComplete') : t('log.empty')}</Note>;
  }
  return <Note>{complete ? t('log.complete') : t('log.more')}</Note>;
}
