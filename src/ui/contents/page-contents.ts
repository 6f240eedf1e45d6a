/** Id of the list of headings of a page. */
export const PAGE_CONTENTS = 'page-contents';
