/** The helpers of TypeScript that Docusaurus' browser code calls; the bundler leaves the others out. */
export { __importDefault } from 'tslib/tslib.es6.mjs';
