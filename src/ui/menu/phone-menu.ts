/** Id of the menu of a narrow screen: the sidebar of a page of the docs, or the entries of the navbar elsewhere. */
export const PHONE_MENU = 'phone-menu';
