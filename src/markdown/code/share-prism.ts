import { Prism } from 'prism-react-renderer';

/** Grammars of `prismjs/components/` are scripts that add themselves to the Prism of this name. */
Object.assign(globalThis, { Prism });
