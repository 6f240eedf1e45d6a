/** Name of the event by which the application tells that it shows another page. */
export const PAGE_SHOWN = 'page-shown';
