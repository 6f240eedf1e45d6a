/**
 * Who may know whom. The picture of it is in ARCHITECTURE.md; `npm run lint` holds it.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Files that import each other can only be understood, tested and moved together.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    room('facts', [], 'Facts are the core: they know of no page, no tool and no process.'),
    {
      name: 'facts-without-pages-and-processes',
      comment: 'What reads facts must run in the browser, in the build and in the verifier.',
      severity: 'error',
      from: { path: '^src/facts/' },
      to: { path: '(^|/)node_modules/(react|react-dom|@docusaurus)/|^(node:)?child_process$' },
    },
    room(
      'markdown',
      ['facts', 'tools/plan(?!/ui)'],
      'Pages as text know facts, and nothing of what is shown or published. Plans of workflows are made of facts alone.',
    ),
    {
      name: 'plans-without-pages',
      comment: 'Pages show plans, so what makes a plan knows no page.',
      severity: 'error',
      from: { path: '^src/tools/plan/(?!ui/)' },
      to: { path: '^src/', pathNot: '^src/(facts|tools/plan/(?!ui/))' },
    },
    room('ui', ['facts', 'markdown'], 'Pieces of interface that several tools share know none of them.'),
    room('tools', ['facts', 'markdown', 'ui'], 'A tool knows facts, pages as text, and shared pieces of interface.'),
    room('publish', ['facts', 'markdown', 'tools', 'site'], 'What writes files of the site draws nothing.'),
    room(
      'patches',
      ['facts', 'markdown', 'tools', 'ui', 'site'],
      'A patch stays apart, so that it can go when Docusaurus no longer needs it.',
    ),
    room('site', ['facts', 'markdown'], 'The configuration is made of facts.'),
    {
      name: 'tools-without-react',
      comment: 'The logic of a tool runs in the command, in a worker and in tests: React stays in its ui/ folder.',
      severity: 'error',
      from: { path: '^src/tools/[^/]+/(?!ui/)[^/]+\\.ts$', pathNot: '/use[A-Z][^/]*\\.ts$' },
      to: { path: '(^|/)node_modules/(react|react-dom)/|^src/tools/[^/]+/ui/' },
    },
    ...[
      ['versions', []],
      ['reading', ['versions']],
      ['version-menu', ['versions', 'reading']],
      ['match', ['versions', 'reading']],
      ['explain', ['versions', 'reading']],
      ['plan', ['versions', 'reading', 'explain']],
      ['search', ['versions', 'reading', 'explain']],
      ['help-check', []],
      ['diagrams', []],
      ['lifecycle', []],
      ['values', []],
    ].map(([tool, others]) => ({
      name: `tool-${tool}`,
      comment: 'Tools that other tools build on are listed in this file, so that they never form a ring.',
      severity: 'error',
      from: { path: `^src/tools/${tool}/` },
      to: { path: '^src/tools/', pathNot: `^src/tools/(${[tool, ...others].join('|')})/` },
    })),
    {
      name: 'pages-do-not-build',
      comment: 'Theme and pages travel to the browser; what publishes and patches runs in the build.',
      severity: 'error',
      from: { path: '^src/(theme|pages)/' },
      to: { path: '^src/(publish|patches|site/(?!report-link))' },
    },
    {
      name: 'source-knows-no-commands',
      comment: 'Commands, verifier and tests use the source, never the other way round.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(scripts|verify|tests)/' },
    },
    {
      name: 'verifier-knows-facts',
      comment:
        'The verifier compares a program with facts, pages as text and plans; it needs no other tool and no theme.',
      severity: 'error',
      from: { path: '^verify/' },
      to: { path: '^src/', pathNot: '^src/(facts|markdown|tools/plan)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|dist|\\.docusaurus)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};

/** A room of `src/` that may use itself and the named others, and nothing else of `src/`. */
function room(name, others, comment) {
  return {
    name: `room-${name}`,
    comment,
    severity: 'error',
    from: { path: `^src/${name}/` },
    to: { path: '^src/', pathNot: `^src/(${[name, ...others].join('|')})/` },
  };
}
