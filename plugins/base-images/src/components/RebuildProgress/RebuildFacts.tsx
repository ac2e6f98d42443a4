import { Rebuild } from '@base-images/backstage-plugin-base-images-common';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { Note } from '../Note';
import { ShortValue } from '../ShortValue';
import { When } from '../When';

/** Who started a rebuild, when, and of which revision. */
export function RebuildFacts(props: { rebuild: Rebuild }) {
  const { startedBy, createdAt, revision } = props.rebuild;
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const time = <When time={createdAt} />;

  return (
    <Note>
      {startedBy === null
        ? t('progress.startedByItself', { time })
        : t('progress.startedBy', {
            starter: <Starter startedBy={startedBy} />,
            time,
          })}
      {revision !== null && (
        <>
          {', '}
          {t('progress.revision')} <ShortValue value={revision} />
        </>
      )}
    </Note>
  );
}

/** Services have no entity. */
function Starter(props: { startedBy: string }) {
  const { startedBy } = props;

  return startedBy.startsWith('user:') ? (
    <EntityRefLink entityRef={startedBy} />
  ) : (
    <>{startedBy}</>
  );
}
