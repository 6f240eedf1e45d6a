declare module 'tslib/tslib.es6.mjs' {
  export { __importDefault } from 'tslib';
}

declare module 'nprogress/nprogress.js' {
  /** What the theme calls of the bar. */
  const bar: {
    configure(settings: { readonly showSpinner?: boolean }): void;
    start(): void;
    done(): void;
  };
  export default bar;
}
