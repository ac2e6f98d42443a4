import { Link, useSidebarOpenState } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { RiStackLine } from '@remixicon/react';
import styles from './SidebarLogo.module.css';

/** The portal's title from the configuration, or only its icon while the sidebar is narrow. */
export function SidebarLogo() {
  const title = useApi(configApiRef).getString('app.title');
  const { isOpen } = useSidebarOpenState();

  return (
    <Link to="/" underline="none" aria-label={title} className={styles.root}>
      <RiStackLine size={28} className={styles.icon} />
      {isOpen && <span className={styles.title}>{title}</span>}
    </Link>
  );
}
