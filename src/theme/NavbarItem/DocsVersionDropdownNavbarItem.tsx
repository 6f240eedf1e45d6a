export { VersionMenu as default } from '../../tools/version-menu/VersionMenu.tsx';
