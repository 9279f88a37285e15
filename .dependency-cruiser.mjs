/** The directions of ARCHITECTURE.md, held by `npm run check`. */

/** Our own folders: what `folder` may import of ours is itself and `allowed`. */
const onlyImports = (folder, allowed) => ({
  name: `${folder}-imports`,
  comment: `${folder} imports, of ours, nothing but ${allowed.join(', ') || 'itself'}.`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: {
    path: '^(api|cli|grading|platform|prisma|tests|web|worker)/',
    pathNot: `^(${[folder, ...allowed].join('|')})/`,
  },
});

const npm = (...names) => `(^|/)node_modules/(${names.join('|')})/`;

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle has no first module to read. Imports of types alone do not count.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    onlyImports('grading', []),
    onlyImports('platform', ['grading']),
    onlyImports('api', ['platform', 'grading']),
    onlyImports('worker', ['platform', 'grading']),
    onlyImports('worker/sandbox', ['grading', 'platform']),
    onlyImports('cli', ['api', 'worker', 'platform', 'grading']),
    onlyImports('web', ['grading']),
    {
      name: 'sandbox-knows-types-only',
      comment: 'The sandbox speaks of files, processes and facts; of the domain it knows types.',
      severity: 'error',
      from: { path: '^worker/sandbox/' },
      to: { path: '^grading/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'dockerode-behind-the-engine',
      comment:
        'Only worker/sandbox/engine.ts speaks to Docker, so that it can be replaced; its address has a type of dockerode.',
      severity: 'error',
      from: {
        path: '^(api|cli|grading|platform|worker)/',
        pathNot: '^worker/sandbox/engine(-address)?\\.ts$',
      },
      to: { path: npm('dockerode', '@types/dockerode') },
    },
    {
      name: 'traces-on-demand',
      comment: 'The SDK of OpenTelemetry is loaded where traces are sent, and nowhere else.',
      severity: 'error',
      from: {
        path: '^(api|cli|grading|platform|worker)/',
        pathNot: '^platform/tracing/export-traces\\.ts$',
      },
      to: { path: npm('@opentelemetry/(?!api/)[^/]+') },
    },
    {
      name: 'traces-on-demand-only',
      comment: 'What loads the SDK is imported once it is known that traces are sent.',
      severity: 'error',
      from: {},
      to: { path: '^platform/tracing/export-traces\\.ts$', dynamic: false },
    },
    {
      name: 'grading-is-pure',
      comment: 'The domain knows no network, no Docker, no database, no HTTP.',
      severity: 'error',
      from: { path: '^grading/' },
      to: {
        path: [
          npm('ioredis', 'pg', 'express', 'dockerode', 'bullmq', '@prisma/.*', 'pino'),
          '^(node:)?(net|http|https|http2|child_process|dgram|tls)$',
        ],
      },
    },
    {
      name: 'files-read-in-the-catalogue',
      comment: 'In the domain only grading/catalogue reads files.',
      severity: 'error',
      from: { path: '^grading/', pathNot: ['^grading/catalogue/', '\\.test\\.ts$'] },
      to: { path: '^(node:)?fs(/promises)?$' },
    },
    {
      name: 'learner-commands-speak-http',
      comment: 'What works against a remote server imports no server code.',
      severity: 'error',
      from: {
        path: '^cli/(client|commands/(login|logout|list|show|get|try|submit|result|progress)\\.)',
      },
      to: { path: '^(api|worker|platform)/' },
    },
    {
      name: 'database-behind-the-platform',
      comment:
        'The store is reached through platform/ or HTTP; the engines of kind sql are servers in a cell.',
      severity: 'error',
      from: {
        path: '^(api|cli|worker)/',
        pathNot: ['\\.test\\.ts$', '^worker/graders/sql/'],
      },
      to: { path: npm('pg', 'ioredis', '@prisma/adapter-pg') },
    },
    {
      name: 'tests-stay-out',
      comment: 'What ships imports no test and no package that is for development alone.',
      severity: 'error',
      from: { path: '^(api|cli|grading|platform|worker)/', pathNot: '\\.test\\.ts$' },
      to: { path: ['^tests/', '\\.test\\.ts$', npm('@jest/.*', 'fast-check', 'tsx', 'prisma')] },
    },
    {
      name: 'not-resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '^platform/database/generated/', '^exercises/'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
