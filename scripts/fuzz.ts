import { spawn, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { loadStartConfig } from '../src/config.js'
import { BASE } from '../src/http/base.js'
import { type Caller, prepareTickets, signIn } from './fuzzing/prepare.js'
import { startProduct } from './fuzzing/product.js'

/** Whoever is fuzzed as: somebody of each kind of access, and nobody. */
const CALLERS = ['requester', 'it.head', 'finance.head', 'moderator', 'ceo', 'manager', 'admin']

/** What an answer is held against the document for, and what a request that breaks it must not get through. */
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'negative_data_rejection',
  'unsupported_method',
  'allow_header_conformance',
]

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    schemathesis: { type: 'string', default: 'schemathesis' },
    examples: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '120' },
    seed: { type: 'string', default: '1' },
    as: { type: 'string', multiple: true },
  },
})

const program = values.schemathesis.includes('/')
  ? resolve(values.schemathesis)
  : values.schemathesis

async function fuzz(url: string, folder: string): Promise<boolean> {
  const callers = await Promise.all(CALLERS.map((who) => signIn(url, who)))
  const config = join(folder, 'schemathesis.toml')
  await writeFile(config, await describeIds(url, callers))
  const all = [...callers, { who: 'nobody', token: undefined }]
  const chosen = all.filter(({ who }) => values.as?.includes(who) ?? true)
  const failed: string[] = []
  for (const caller of chosen) if (!(await fuzzAs(url, config, caller))) failed.push(caller.who)
  if (failed.length > 0) process.stderr.write(`fuzz: failed as ${failed.join(', ')}\n`)
  return failed.length === 0
}

/** Ids of what there is, so that requests get further than 404. */
async function describeIds(url: string, callers: readonly Caller[]): Promise<string> {
  const ids = await prepareTickets(url, callers)
  const list = ids.map((id) => JSON.stringify(id)).join(', ')
  return `[dictionaries.ids]
values = [${list}]
[parameters]
"path.id" = { dictionary = "ids", probability = 0.7 }
`
}

/** Bounded in examples and in time; the caller's own session must not end in the midst of it. */
function fuzzAs(
  url: string,
  config: string,
  { who, token }: { who: string; token: string | undefined },
): Promise<boolean> {
  process.stdout.write(`\nfuzz: as ${who}\n`)
  const signed = token === undefined ? [] : ['--header', `Authorization: Bearer ${token}`]
  const child = spawn(
    program,
    [
      ...['--config-file', config, 'run', `${url}${BASE}/openapi.json`, ...signed],
      ...['--checks', CHECKS.join(','), '--phases', 'examples,coverage,fuzzing'],
      ...['--max-examples', values.examples, '--max-time', values.seconds, '--seed', values.seed],
      ...(token === undefined ? [] : ['--exclude-operation-id', 'logout']),
      ...['--continue-on-failure', '--generation-database', 'none', '--request-timeout', '10'],
      ...['--warnings', 'off', '--no-color'],
    ],
    { cwd: dirname(config), stdio: 'inherit' }, // what it keeps goes with the folder
  )
  return new Promise((resolve) => child.once('exit', (code) => resolve(code === 0)))
}

async function main(): Promise<number> {
  if (spawnSync(program, ['--version']).status !== 0) {
    process.stderr.write('fuzz: schemathesis is not installed (pip install schemathesis)\n')
    return 1
  }
  const folder = await mkdtemp(join(tmpdir(), 'perdure-fuzz-'))
  const product =
    values.url === undefined ? await startProduct(folder, loadStartConfig()) : undefined
  const isSound = await fuzz(values.url ?? product?.url ?? '', folder).finally(async () => {
    await product?.stop()
    await rm(folder, { recursive: true, force: true })
  })
  return isSound ? 0 : 1
}

process.exitCode = await main()
