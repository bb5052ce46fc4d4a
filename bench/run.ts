import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchChat } from './chat.js'
import { benchCommands } from './commands.js'
import { benchCreation } from './creation.js'
import { openEnvironment } from './environment.js'
import { benchFileMemory, benchFiles } from './files.js'
import { benchMessages } from './messages.js'
import { measureIdle } from './quiet.js'
import { benchReads } from './reads.js'
import { benchRelevance } from './relevance.js'
import { hasFailed, type Row, table } from './report.js'
import { benchRuleTimes } from './rule-times.js'
import { benchRules } from './rules.js'
import { benchScale } from './scale.js'
import { benchSockets } from './sockets.js'
import { benchTimers } from './timers.js'
import { benchBurst, benchMixed } from './together.js'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    timers: { type: 'string', default: '5000' },
    sockets: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '60' },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})

/** The real product over HTTP beside its baselines, in one run: ratios are what counts. */
const folder = await mkdtemp(join(tmpdir(), 'perdure-bench-'))
await chmod(folder, 0o755)
const environment = await openEnvironment(folder)
const rows: Row[] = []
const lines: string[] = []
const tell = (some: string[]) => {
  lines.push(...some)
  process.stderr.write(`${some.join('\n')}\n`)
}
/** Told as it comes: a run is long, and may be ended before it is over. */
const show = (some: Row[]) => {
  rows.push(...some)
  process.stderr.write(`${table(some)}\n`)
}
try {
  const wanted = (name: string) =>
    values.only === undefined || values.only.split(',').includes(name)
  const seconds = Number(values.seconds)
  if (wanted('idle')) {
    tell([`idle: CPU ms a second ${await measureIdle(environment, 30)} (wanted: ≤ 20)`])
  }
  if (wanted('create')) show(await benchCreation(environment))
  if (wanted('message')) show(await benchMessages(environment))
  if (wanted('chat')) show(await benchChat(environment))
  if (wanted('sockets')) tell(await benchSockets(environment, Number(values.sockets)))
  if (wanted('files')) tell(await benchFileMemory(environment)) // before anything else has raised what they hold
  if (wanted('files')) show(await benchFiles(environment))
  if (wanted('command')) show(await benchCommands(environment))
  if (wanted('mixed')) tell(await benchMixed(environment, seconds))
  if (wanted('burst')) tell(await benchBurst(environment, { count: 1_500, seconds: 8 }))
  if (wanted('flood')) tell(await benchBurst(environment, { count: 200 * seconds, seconds }))
  if (wanted('timers')) tell(await benchTimers(environment, Number(values.timers)))
  if (wanted('relevance')) tell(await benchRelevance(environment))
  if (wanted('rule-times')) await benchRuleTimes(environment, show)
  if (wanted('rules')) tell(await benchRules(environment))
  if (wanted('read')) show(await benchReads(environment, Number(values.rows)))
  if (wanted('scale')) tell(await benchScale(environment))
} finally {
  await environment.close()
  await rm(folder, { recursive: true, force: true })
}
const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
const text = `\`npm run bench -- --rows ${values.rows}\`, ${new Date().toISOString().slice(0, 10)}, on ${machine};
load generator, API, worker, Temporal and PostgreSQL on the same cores. A ratio is to the baseline of the same run.

${table(rows)}

${lines.map((line) => `- ${line}\n`).join('')}`
process.stdout.write(text)
if (rows.some(hasFailed)) process.exitCode = 1
if (values.write) {
  const [before = '', rest = ''] = (await readFile('bench/RESULTS.md', 'utf8')).split(
    '<!-- table -->',
  )
  const after = rest.split('<!-- /table -->')[1] ?? ''
  await writeFile('bench/RESULTS.md', `${before}<!-- table -->\n${text}<!-- /table -->${after}`)
}
