/** Who may import whom (docs/architecture.md). A folder's rule lists what it must never reach. */
const never = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '^(src/main|temporal/worker)\\.ts$' },
  to,
})

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    never(
      'domain-is-pure',
      '^src/domain',
      { pathNot: '^src/domain' },
      'the domain imports only itself',
    ),
    never(
      'contracts',
      '^src/contracts',
      { pathNot: '^(src/(contracts|domain)|node_modules/zod)' },
      'domain and zod',
    ),
    never(
      'http',
      '^src/http',
      {
        path: '^(workflows|activities|temporal/(?!gateway|acknowledger))|@temporalio|^prisma/generated',
      },
      'HTTP knows of Temporal only the gateway',
    ),
    never(
      'reads-and-writes',
      '^src/(read|write|auth)',
      { path: '^(workflows|activities|temporal|src/http)|@temporalio|node_modules/(hono|@hono)' },
      'no HTTP, no Temporal',
    ),
    never(
      'realtime',
      '^src/realtime',
      { path: '^(workflows|activities|temporal|src/http)' },
      'no workflows',
    ),
    never(
      'workflows',
      '^workflows',
      {
        pathNot: '^(workflows|src/domain|node_modules/@temporalio/(workflow|common))',
        dependencyTypesNot: ['type-only'],
      },
      'the SDK, the domain, and types of activities',
    ),
    never(
      'activities',
      '^activities',
      { path: '^(workflows|temporal|src/http)|node_modules/(hono|@hono)' },
      'no workflows, no HTTP',
    ),
    never('temporal', '^temporal', { path: '^src/http|node_modules/(hono|@hono)' }, 'no HTTP'),
    never(
      'prisma',
      '^prisma',
      { path: '^(workflows|activities|temporal|src/(http|read|write|realtime))' },
      'rows, and no more',
    ),
    {
      name: 'not-from-tests',
      severity: 'error',
      from: { path: '^(src|workflows|activities|prisma|temporal)' },
      to: { path: '^(test|bench|scripts)' },
    },
    {
      name: 'scripts-not-from-tests',
      severity: 'error',
      from: { path: '^scripts' },
      to: { path: '^(test|bench)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'prisma/generated' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
  },
}
