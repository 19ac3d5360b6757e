/** Who may import whom. Each rule says why, so that a red line teaches. */
module.exports = {
  forbidden: [
    {
      name: 'sandbox-stands-alone',
      comment:
        'The sandbox runs hostile code and knows nothing of lessons: what it cannot import it cannot leak.',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: '^(lessons|host|cli|electron|renderer|test)/' },
    },
    {
      name: 'lessons-know-only-the-sandbox',
      comment:
        'Grading must run the same in the app, on the command line and in a test, so it may not know who asks.',
      severity: 'error',
      from: { path: '^lessons/', pathNot: '\\.tsx$' },
      to: { path: '^(host|cli|electron|renderer|test)/' },
    },
    {
      name: 'host-is-free-of-shells',
      comment: 'The same host runs inside Electron and behind a browser tab; it may not know which.',
      severity: 'error',
      from: { path: '^host/' },
      to: { path: '^(cli|electron|renderer|test)/' },
    },
    {
      name: 'shells-hold-no-logic',
      comment:
        'The command line and the desktop shell only start things: what they need of the window is built, not imported.',
      severity: 'error',
      from: { path: '^(cli|electron)/' },
      to: { path: '^(renderer|test)/' },
    },
    {
      name: 'electron-behind-the-host',
      comment: 'The desktop shell reaches lessons and sandbox through the host, as the browser does.',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^(lessons|sandbox|cli)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'renderer-knows-the-contract-only',
      comment:
        "The window runs in a browser: it sees the contract, the shapes of the format, and each kind's schema and view.",
      severity: 'error',
      from: { path: '^renderer/' },
      to: {
        path: '^(host|lessons|sandbox|cli|electron|test)/',
        pathNot: [
          '^host/contract/',
          '^lessons/format/(locale|evidence|report|markdown-limits)\\.ts$',
          '^lessons/kinds/(views\\.tsx$|view-props\\.ts$|[^/]+/(schema\\.ts|View\\.tsx)$)',
        ],
      },
    },
    {
      name: 'contract-runs-in-a-browser',
      comment: 'The contract is loaded by the window too, so nothing in it may need Node.',
      severity: 'error',
      from: { path: '^host/contract/', pathNot: ['\\.test\\.ts$'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'view-draws-only',
      comment:
        "A kind's view runs in the window: it may use the window's parts and its own schema, no grader.",
      severity: 'error',
      from: { path: '^lessons/kinds/[^/]+/[^/]+\\.tsx$' },
      to: { path: '^(host|sandbox|cli|electron)/|^renderer/(?!ui|evidence)|/grade\\.ts$' },
    },
    {
      name: 'kinds-are-strangers',
      comment:
        'A kind is one folder that can be added or taken away; what two share lives in lessons/grading.',
      severity: 'error',
      from: { path: '^lessons/kinds/([^/]+)/' },
      to: { path: '^lessons/kinds/([^/]+)/', pathNot: '^lessons/kinds/$1/' },
    },
    {
      name: 'only-electron-imports-electron',
      comment: 'Its binary may be missing: nothing but the desktop window may depend on it.',
      severity: 'error',
      from: { pathNot: '^(electron/|test/desktop/|build/)' },
      to: { path: 'node_modules/electron/' },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea, or one of them is in the wrong place.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-missing-modules',
      comment:
        "An import that resolves to nothing fails at run time, in front of a learner. The guest half names Node's own internal modules, which the shelf build takes from Node itself.",
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['\\?worker$', '^internal/', '^virtual:'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: {
      path: '(^|/)(dist|node_modules/\\.cache)/|lessons/packs/|lessons/kinds/[^/]+/template/|test/fixtures/',
    },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
