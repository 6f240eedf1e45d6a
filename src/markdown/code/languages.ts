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

/** How Prism reads each language, by the word behind a fence. */
export const grammars: ReadonlyMap<string, PrismGrammar> = new Map(NAMES.map((name) => [name, Prism.languages[name]!]));
