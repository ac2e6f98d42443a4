import { EntityLink } from '@base-images/backstage-plugin-base-images-common';
import { CoverageBar } from '../CoverageMeter';
import styles from './CoverageLine.module.css';
import { LinkName } from './LinkName';

/** What {@link CoverageLine} shows. */
export interface CoverageLineProps {
  link: EntityLink & { coverage: number | null };
  /** What the bar measures, for those who cannot see it. */
  label: string;
}

/** A name with a coverage: no bar where nothing is required. */
export function CoverageLine(props: CoverageLineProps) {
  const { link, label } = props;

  return (
    <span className={styles.root}>
      <span className={styles.name}>
        <LinkName link={link} />
      </span>
      {link.coverage !== null && (
        <CoverageBar label={label} coverage={link.coverage} />
      )}
    </span>
  );
}
