// The arrows of the layout: renderer -> preload -> shared <- main.
const subjects = ['metadata', 'saml', 'network', 'clock', 'scim', 'oauth', 'workos']
const joiners = ['diagnosis', 'report']

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'shared-imports-nothing-else',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { path: '^src/(main|preload|renderer)/' },
    },
    {
      name: 'shared-knows-no-platform',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'main-does-not-know-the-page',
      severity: 'error',
      from: { path: '^src/main/' },
      to: { path: '^src/(renderer|preload)/' },
    },
    {
      name: 'page-does-not-know-main',
      severity: 'error',
      from: { path: '^src/(renderer|preload)/' },
      to: { path: '^src/main/' },
    },
    {
      name: 'page-knows-no-node',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-the-shell-imports-electron',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main/shell/|preload/)' },
      to: { path: '(^electron$|node_modules/electron/)' },
    },
    {
      name: 'only-the-entries-import-the-shell',
      severity: 'error',
      from: { path: '^src/main/', pathNot: '^src/main/(shell/|index\\.ts)' },
      to: { path: '^src/main/shell/' },
    },
    ...subjects.map((subject) => ({
      name: `${subject}-stands-alone`,
      comment: 'Subjects meet only in diagnosis/ and report/.',
      severity: 'error',
      from: { path: `^src/main/${subject}/` },
      to: { path: `^src/main/(${[...subjects.filter((s) => s !== subject), ...joiners].join('|')})/` },
    })),
    {
      name: 'the-product-does-not-import-its-tests',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(tests|bench)/' },
    },
    { name: 'not-resolvable', severity: 'error', from: { path: '^src/' }, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    // The parser does not read TSX; for those files biome.json holds the same rules.
    exclude: { path: '\\.tsx$' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      conditionNames: ['import', 'node', 'default'],
    },
    moduleSystems: ['es6', 'cjs'],
  },
}
