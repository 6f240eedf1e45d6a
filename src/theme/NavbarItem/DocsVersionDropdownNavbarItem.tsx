import type { Props } from '@theme/NavbarItem/DocsVersionDropdownNavbarItem';
import type { ReactNode } from 'react';
import { MobileVersionList } from '../../tools/version-menu/MobileVersionList.tsx';
import { VersionMenu } from '../../tools/version-menu/VersionMenu.tsx';

/** The version switcher, in the navbar or in the mobile menu. */
export default function DocsVersionDropdownNavbarItem({ mobile, onClick }: Props): ReactNode {
  return mobile ? <MobileVersionList onClick={onClick as (() => void) | undefined} /> : <VersionMenu />;
}
