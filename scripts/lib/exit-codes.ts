/** A check that could not run here, which is neither a pass nor a failure; 77 as in Automake. */
export const NOT_RUN = 77;
