import { readFileSync } from 'node:fs';

/** What a list of commits shows of a subject without cutting it. */
const LONGEST = 72;

const subject = readFileSync(process.argv[2], 'utf8').split('\n', 1)[0];
if (subject.length > LONGEST) {
  console.error(`The subject has ${subject.length} letters, at most ${LONGEST} are shown. Put the why into the body.`);
  process.exitCode = 1;
}
