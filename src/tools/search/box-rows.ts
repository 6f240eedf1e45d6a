/** Rows that the search box shows at most; the search page asks for more. */
export const BOX_ROWS = 10;
