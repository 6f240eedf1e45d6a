import './share-prism.ts';
import 'prismjs/components/prism-bash.js';
import 'prismjs/components/prism-docker.js';
import 'prismjs/components/prism-ini.js';
import 'prismjs/components/prism-nginx.js';
import 'prismjs/components/prism-systemd.js';
import { Prism } from 'prism-react-renderer';
import type { PrismGrammar } from 'prism-react-renderer';

/** Languages of code that have colors. `prism-react-renderer` brings JSON, XML and YAML itself. */
const NAMES = ['bash', 'docker', 'ini', 'json', 'nginx', 'systemd', 'xml', 'yaml'];

/** A flag with its dashes, whole also where its name has hyphens; Prism's own pattern ends at the first hyphen. */
const FLAG = /(^|\s)-{1,2}\w+(?:[.-]\w+)*(?=[=\s]|$)/;
Prism.languages.insertBefore('bash', 'parameter', { flag: { pattern: FLAG, lookbehind: true, alias: 'parameter' } });

/** How Prism reads each language, by the word behind a fence. */
export const grammars: ReadonlyMap<string, PrismGrammar> = new Map(NAMES.map((name) => [name, Prism.languages[name]!]));
