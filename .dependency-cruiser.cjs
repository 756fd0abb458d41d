// Who may import whom: docs/architecture.md. Data flows forward: edges → core → deps.
const core =
  '^src/(invitations|users|roles|workspaces|activity|assets|identities|links|home|requests|imports|thing-imports|licenses|lists|ownership|departures|reviews|reports|exports)/';
const outside = [
  '@slack',
  'express',
  '@sendgrid',
  'react',
  'better-auth',
  'graphile-worker',
  'echarts',
  '@resvg',
]
  .map((name) => `node_modules/${name}`)
  .join('|');

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'edges-do-not-import-each-other',
      severity: 'error',
      from: { path: '^src/(commands|portal|jobs|webhooks)/' },
      to: { path: '^src/(commands|portal|jobs|webhooks)/', pathNot: '^src/$1/' },
    },
    {
      name: 'core-knows-no-edge',
      severity: 'error',
      from: { path: core },
      to: {
        path: '^src/',
        pathNot: [
          core,
          '^src/(deps|errors|utc-date)\\.ts$',
          '^src/generated/',
          '^src/(queue/enqueue|database/(in-transaction|unique-violation))\\.ts$',
        ],
      },
    },
    { name: 'core-knows-no-medium', severity: 'error', from: { path: core }, to: { path: outside } },
    {
      name: 'views-are-pure',
      severity: 'error',
      from: { path: '^src/views/' },
      to: {
        path: '^src/',
        pathNot: ['^src/views/', '^src/utc-date\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'charts-are-pure',
      severity: 'error',
      from: { path: '^src/charts/' },
      to: { path: '^src/', pathNot: ['^src/charts/', '^src/views/'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'mail-templates-are-pure',
      severity: 'error',
      from: { path: '^src/mail/templates/' },
      to: { path: '^src/', pathNot: ['^src/mail/templates/'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-main-knows-the-sandbox',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/main\\.ts$' },
      to: { path: '^sandbox/' },
    },
    {
      name: 'sandbox-knows-nothing-of-the-bot',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: '^src/' },
    },
    {
      name: 'no-test-code-in-product',
      severity: 'error',
      from: { path: '^(src|sandbox)/' },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'everything-is-reachable',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|src/generated)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};
