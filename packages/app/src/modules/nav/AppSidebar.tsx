import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarSpace,
} from '@backstage/core-components';
import { NavContentComponentProps } from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { RiMenuLine } from '@remixicon/react';
import { SidebarLogo } from './SidebarLogo';

/** The title of the portal above a link to each page; that to the notifications says how many are unread. */
export function AppSidebar(props: NavContentComponentProps) {
  const nav = props.navItems.withComponent(item => (
    <SidebarItem icon={() => item.icon} to={item.href} text={item.title} />
  ));
  nav.take('page:notifications');

  return (
    <Sidebar>
      <SidebarLogo />
      <SidebarDivider />
      <SidebarGroup label="Menu" icon={<RiMenuLine />}>
        {nav.take('page:catalog')}
        {nav.rest({ sortBy: 'title' })}
      </SidebarGroup>
      <SidebarSpace />
      <NotificationsSidebarItem titleCounterEnabled={false} />
    </Sidebar>
  );
}
