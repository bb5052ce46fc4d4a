/** Who may import whom: the table of docs/architecture.md. Packages are named wherever a folder must do without them. */
const COMPOSITION_ROOTS = '^(src/main|temporal/worker)\\.ts$'
const TEMPORAL_SDK = 'node_modules/@temporalio/'
const HONO = 'node_modules/(@hono/|hono/)'

const never = (name, folder, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: folder, pathNot: COMPOSITION_ROOTS },
  to,
})

/** Of the product's own folders a folder may import itself and these; other top folders only where named. */
const allowOnly = (name, folder, parts, comment) =>
  never(
    name,
    `^${folder}/`,
    { path: '^(src|workflows|activities|temporal|prisma)/', pathNot: parts },
    comment,
  )

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    never(
      'domain-is-pure',
      '^src/domain/',
      { pathNot: '^src/domain/' },
      'the domain imports only itself: no package, no built-in',
    ),
    never(
      'contracts',
      '^src/contracts/',
      { pathNot: '^src/(contracts|domain)/|node_modules/zod/' },
      'the domain and zod',
    ),
    allowOnly(
      'http',
      'src/http',
      '^src/(http|chatbot|contracts|domain|read|write|auth|realtime|database|storage|outbound|staff-store|payments|documents)/|^src/logger\\.ts$|^temporal/gateway\\.ts$',
      'of Temporal HTTP knows the gateway alone',
    ),
    never(
      'http-packages',
      '^src/http/',
      { path: `${TEMPORAL_SDK}|node_modules/(@prisma|pg)/` },
      'no SDK of Temporal, no Prisma',
    ),
    allowOnly(
      'database',
      'src/database',
      '^src/(database|domain)/',
      'the domain, and nothing else of ours',
    ),
    allowOnly(
      'staff-store',
      'src/staff-store',
      '^src/(staff-store|contracts)/',
      'a client of the store, and nothing of what is done with its people',
    ),
    allowOnly(
      'chatbot',
      'src/chatbot',
      '^src/(chatbot|contracts|domain|database|read|write)/',
      'who writes answers, and of what',
    ),
    allowOnly(
      'payments',
      'src/payments',
      '^src/(payments|domain|database)/',
      'who takes payments, and nothing of what is paid for',
    ),
    allowOnly(
      'documents',
      'src/documents',
      '^src/(documents|domain)/|^src/files/writers/',
      'what is written for people to print, or to go on counting with',
    ),
    allowOnly(
      'mail-in',
      'src/mail-in',
      '^src/(mail-in|domain|database|auth|outbound|read|write)/',
      'how mails come in and are read, and nothing of HTTP or Temporal',
    ),
    allowOnly('storage', 'src/storage', '^src/storage/', 'bytes by key, and nothing else of ours'),
    allowOnly(
      'outbound',
      'src/outbound',
      '^src/outbound/',
      'calls to the outside, and who asks for them unknown',
    ),
    allowOnly(
      'files',
      'src/files',
      '^src/(files|domain)/',
      'what is in a file, and nothing of where it lies',
    ),
    allowOnly(
      'reads-and-writes',
      'src/(read|write|auth)',
      '^src/(read|write|auth|contracts|domain|database|storage)/',
      'no HTTP, no Temporal, no configuration',
    ),
    allowOnly(
      'realtime',
      'src/realtime',
      '^src/(realtime|contracts|domain|auth|read|database)/|^src/polling-loop\\.ts$',
      'it reads, and writes nothing',
    ),
    never(
      'no-frameworks-inside',
      '^src/(read|write|auth|database|realtime)/',
      { path: `${HONO}|${TEMPORAL_SDK}` },
      'what they do is the same without HTTP and without Temporal',
    ),
    never(
      'workflows-run-no-rule',
      '^workflows/',
      {
        pathNot:
          '^workflows/|^src/domain/ticket/system-command-id\\.ts$|node_modules/@temporalio/(workflow|common)/',
        dependencyTypesNot: ['type-only'],
      },
      'a run holds no rule, so that a changed one touches no running ticket; no built-in either',
    ),
    allowOnly(
      'workflows-types',
      'workflows',
      '^workflows/|^src/domain/|^activities/((attachments|operations|webhooks)/)?index\\.ts$',
      'types of the domain, and of the activities',
    ),
    allowOnly(
      'activities',
      'activities',
      '^activities/|^src/(domain|database|read|write|contracts|storage|files|documents|outbound|staff-store|payments)/',
      'transactions and ports; no workflows, no HTTP',
    ),
    never(
      'activities-packages',
      '^activities/',
      { path: `${HONO}|node_modules/@temporalio/(client|worker|workflow)/` },
      'they run without a workflow',
    ),
    allowOnly(
      'temporal',
      'temporal',
      '^(temporal|workflows|activities)/|^src/(domain|database|write|storage)/|^src/realtime/listener\\.ts$|^src/(config|logger|polling-loop)\\.ts$',
      'no HTTP',
    ),
    never('temporal-packages', '^temporal/', { path: HONO }, 'no HTTP'),
    allowOnly(
      'prisma',
      'prisma',
      '^prisma/|^src/domain/|^src/(config|exit-with-line)\\.ts$',
      'rows, and no more',
    ),
    {
      name: 'not-from-tests',
      severity: 'error',
      from: { path: '^(src|workflows|activities|prisma|temporal)/' },
      to: { path: '^(test|bench|scripts)/' },
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
