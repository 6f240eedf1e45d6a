import { createContext, useContext } from 'react';

const SidebarContext = createContext(false);

/** Around a page that has a sidebar. */
export const PageWithSidebar = SidebarContext.Provider;

/** Whether the page has a sidebar, which on a narrow screen is the menu. */
export function useHasSidebar(): boolean {
  return useContext(SidebarContext);
}
