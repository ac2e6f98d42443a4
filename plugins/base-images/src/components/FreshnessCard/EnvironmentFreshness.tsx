import { EntityFreshness } from '@base-images/backstage-plugin-base-images-common';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useId, useRef } from 'react';
import { useFollowedRebuild } from '../../hooks';
import { baseImagesTranslationRef } from '../../translation';
import { Note } from '../Note';
import { RebuildButton } from '../RebuildDialog';
import { RebuildProgress } from '../RebuildProgress';
import styles from './EnvironmentFreshness.module.css';
import { FunctionList } from './FunctionList';
import { ImageList } from './ImageList';

/** What {@link EnvironmentFreshness} shows. */
export interface EnvironmentFreshnessProps {
  sourceId: string;
  environment: EntityFreshness['environments'][number];
  /** Whether the images hold the entity, a package; else they are the entity. */
  isPackage: boolean;
  /** Called when a rebuild has changed something. */
  onProgress: () => void;
}

/** What is fresh in one environment, and the rebuild that goes on there. */
export function EnvironmentFreshness(props: EnvironmentFreshnessProps) {
  const { sourceId, environment, isPackage, onProgress } = props;
  const { environment: id, images, functions } = environment;
  const { mayRebuild, mayCancel } = environment;
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const headingId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const { rebuildId, follow, dismiss } = useFollowedRebuild({
    sourceId,
    environment: id,
    images,
  });

  return (
    <section className={styles.root} aria-labelledby={headingId}>
      <div className={styles.head}>
        <div className={styles.title}>
          <Text
            as="h4"
            id={headingId}
            ref={heading}
            tabIndex={-1}
            variant="body-large"
            weight="bold"
            className={styles.name}
          >
            {id}
          </Text>
          {environment.rebuild === 'auto' && <Note>{t('freshness.auto')}</Note>}
        </div>
        {images.length > 0 && (
          <RebuildButton
            sourceId={sourceId}
            environment={id}
            images={images}
            mayRebuild={mayRebuild}
            onStarted={started => {
              if (started.rebuild) {
                follow(started.rebuild.id);
              }
              onProgress();
            }}
          />
        )}
      </div>
      <ImageList sourceId={sourceId} images={images} isPackage={isPackage} />
      <FunctionList functions={functions} />
      {rebuildId !== undefined && (
        <RebuildProgress
          key={rebuildId}
          rebuildId={rebuildId}
          mayRebuild={mayRebuild}
          mayCancel={mayCancel}
          onProgress={onProgress}
          onDismiss={() => {
            // The button that was pressed goes away: focus must not be lost with it.
            heading.current?.focus({ preventScroll: true });
            dismiss();
          }}
        />
      )}
    </section>
  );
}
