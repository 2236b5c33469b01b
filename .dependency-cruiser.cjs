/**
 * The directions of imports (ARCHITECTURE.md, "The house"). Each layer may import those below it;
 * what stands beside it in one row is none of its business.
 */
const layers = [
  ['main'],
  ['server'],
  ['lsp', 'cli'],
  ['features', 'diagnostics', 'execution', 'rag'],
  ['workflow'],
  ['syntax'],
  ['workspace'],
  ['caches'],
];

/** Where the files of a part are: `main` and `server` are files, the others folders. */
const FILES = { main: '^server/main\\.ts$', server: '^server/(?:server|assembly)\\.ts$' };
const pathOf = (part) => FILES[part] ?? `^server/${part}/`;
const anyOf = (parts) => `(?:${parts.map(pathOf).join('|')})`;

const upward = layers.flatMap((row, depth) =>
  row.flatMap((part) => {
    const siblings = row.filter((other) => other !== part);
    const forbidden = [...layers.slice(0, depth).flat(), ...siblings];
    return forbidden.length === 0
      ? []
      : [
          {
            name: `${part}-imports-downward`,
            comment: `${part} may import only what stands below it.`,
            severity: 'error',
            from: { path: pathOf(part) },
            to: { path: anyOf(forbidden) },
          },
        ];
  }),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...upward,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'protocol-is-for-the-upper-house',
      comment:
        'protocol/ may be read from anywhere above workflow, and reads types of caches only.',
      severity: 'error',
      from: { path: anyOf(['workflow', 'syntax', 'workspace', 'caches']) },
      to: { path: '^server/protocol/' },
    },
    {
      name: 'protocol-stands-alone',
      severity: 'error',
      from: { path: '^server/protocol/' },
      to: { path: '^server/(?!protocol/|caches/)' },
    },
    {
      name: 'only-lsp-knows-lsp',
      comment: 'The connection and LSP types are known to lsp/, the server and main alone.',
      severity: 'error',
      from: { path: '^server/(?!lsp/|protocol/|server\\.ts|assembly\\.ts|main\\.ts)' },
      to: { path: '(?:^|/)vscode-(?:languageserver(?!-textdocument)|jsonrpc)' },
    },
    {
      name: 'features-and-rules-do-no-io',
      severity: 'error',
      from: { path: '^server/(?:features|diagnostics/rules)/' },
      to: { path: '^(?:node:)?(?:fs|child_process|net|http|worker_threads)(?:/|$)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.json', '.js'] },
  },
};
