/** How the program was made that is verified; recordings say it. */
export type ProgramKind = 'binary' | 'source';
