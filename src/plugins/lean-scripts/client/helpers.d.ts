declare module 'tslib/tslib.es6.mjs' {
  export { __importDefault } from 'tslib';
}
