import DefaultNavbarItem from '@theme/NavbarItem/DefaultNavbarItem';
import DocSidebarNavbarItem from '@theme/NavbarItem/DocSidebarNavbarItem';
import DocsVersionDropdownNavbarItem from '@theme/NavbarItem/DocsVersionDropdownNavbarItem';
import SearchNavbarItem from '@theme/NavbarItem/SearchNavbarItem';
import ToolsMenu from './ToolsMenu.tsx';

/** The kinds of entries that the navbar has (`docusaurus.config.ts`); the theme's own list loads all kinds there are. */
export default {
  default: DefaultNavbarItem,
  docSidebar: DocSidebarNavbarItem,
  docsVersionDropdown: DocsVersionDropdownNavbarItem,
  search: SearchNavbarItem,
  // Docusaurus lets through what begins so.
  'custom-tools': ToolsMenu,
};
