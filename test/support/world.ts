import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DefaultLogger, Runtime } from '@temporalio/worker'
import type { Hono } from 'hono'
import { afterAll, beforeAll, inject } from 'vitest'
import { DEMO_PASSWORD } from '../../prisma/demo.js'
import { type Config, loadConfig } from '../../src/config.js'
import type { TicketView } from '../../src/contracts/tickets.js'
import { type Database, openDatabase } from '../../src/database/pool.js'
import type { AppEnv } from '../../src/http/env.js'
import { SERVER_LIMITS, serveApp } from '../../src/http/server.js'
import { createLogger } from '../../src/logger.js'
import { composeApi } from '../../src/main.js'
import { openStorage } from '../../src/storage/open.js'
import type { Storage } from '../../src/storage/storage.js'
import { startWorker } from '../../temporal/worker.js'
import { conformityTo } from './conformity.js'
import { cloneDatabase } from './database.js'

export interface Answer<T = Record<string, unknown>> {
  status: number
  headers: Headers
  body: T
}

export interface World {
  app: Hono<AppEnv>
  /** As the application: what it may not do, a test may not either. */
  db: Database
  /** As the owner of the tables, for what breaks them on purpose. */
  owner: Database
  ownerUrl: string
  config: Config
  /** The files of the product, as it keeps them. */
  storage: Storage
  /** Added to organizations' slugs, which begin workflow ids. */
  suffix: string
  call<T = Record<string, any>>(
    who: string | null,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<T>>
  token(who: string): Promise<string>
  /** Of the demo organization. */
  organizationId(): Promise<string>
  departmentId(code: string): Promise<string>
  userId(email: string): Promise<string>
  /** A body that files a ticket for IT. */
  newTicket(over?: Record<string, unknown>): Promise<Record<string, unknown>>
  file(who?: string, body?: Record<string, unknown>): Promise<TicketView>
  /** Serves it for sockets and such, on a port of its own; answers the address of the API. */
  serve(): Promise<string>
  /** Waits until `check` gives something, or fails the test. */
  until<T>(check: () => Promise<T | undefined | false>, withinMs?: number): Promise<T>
  /** What workflows and activities have logged as warnings, or worse. */
  logged: { message: string; meta?: Record<string, unknown> }[]
}

interface Options {
  worker?: boolean
  env?: Record<string, string>
  /** Started before the product, stopped after it; its environment is added. */
  prepare?: () => Promise<{ env: Record<string, string>; stop: () => Promise<unknown> }>
}

/** The whole product in this process, on real PostgreSQL and real Temporal, for one test file. */
export function useWorld({ worker: withWorker = true, env = {}, prepare }: Options = {}): World {
  const world = { logged: [] as World['logged'] } as World // the rest is filled before the first test
  const stops: (() => Promise<unknown>)[] = []
  beforeAll(async () => {
    const clone = await cloneDatabase()
    const prepared = await prepare?.()
    const files = await mkdtemp(join(tmpdir(), 'perdure-files-'))
    const config = loadConfig({
      NODE_ENV: 'development',
      DATABASE_URL: clone.url,
      DATABASE_POOL: '8',
      TEMPORAL_ADDRESS: inject('temporalAddress'),
      TEMPORAL_TASK_QUEUE: `queue-${clone.suffix}`,
      LOG_LEVEL: 'silent',
      STORAGE_FOLDER: files,
      SCRATCH_FOLDER: join(files, 'scratch'),
      FFMPEG_PATH: inject('ffmpegPath'),
      SMS_ORGANIZATION: `demo-${clone.suffix}`,
      ...env,
      ...prepared?.env,
    })
    const log = createLogger('silent', 'test')
    if (withWorker) {
      Runtime.install({ shutdownSignals: [], logger: collectWarnings(world) })
      const made = [inject('bundlePath'), inject('filePrograms')] as const
      const worker = await startWorker(config, log, ...made)
      stops.push(worker.stop)
    }
    const api = await composeApi(config, log)
    stops.push(api.close)
    const serve = async () => {
      const served = await serveHere(api)
      stops.unshift(served.stop)
      return served.url
    }
    const db = openDatabase({ url: clone.url, poolSize: 4, onError: () => {} })
    const owner = openDatabase({ url: clone.ownerUrl, poolSize: 1, onError: () => {} })
    stops.push(db.close, owner.close, clone.drop)
    stops.push(() => rm(files, { recursive: true, force: true }))
    if (prepared !== undefined) stops.push(prepared.stop)
    Object.assign(
      world,
      { owner, ownerUrl: clone.ownerUrl, serve },
      { storage: await openStorage(config.storage) },
      build(seatAtMachine(api.app), db, config, clone.suffix),
    )
    if (withWorker) {
      await world.until(async () => (await api.app.request('/readyz')).status === 200, 30_000)
    }
  })
  afterAll(async () => {
    for (const stop of stops) await stop()
  })
  return world
}

/** The composed API on a port of this machine, as its program has it. */
export async function serveHere(api: Awaited<ReturnType<typeof composeApi>>) {
  const limits = { ...SERVER_LIMITS, maxConnectionsPerNetwork: SERVER_LIMITS.maxConnections }
  const server = serveApp({ app: api.app, host: '127.0.0.1', port: 0, limits }, () => {})
  server.on('upgrade', api.upgrade)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens to a port
  const stop = async () => {
    await api.drain()
    server.close()
    if ('closeAllConnections' in server) server.closeAllConnections()
  }
  return { url: `http://127.0.0.1:${port}/api/v1`, stop }
}

/** Requests without a socket come as if from this machine. */
function seatAtMachine(app: Hono<AppEnv>): Hono<AppEnv> {
  const { request } = app
  const socket = { incoming: { socket: { remoteAddress: '127.0.0.1' } } }
  app.request = (input, init, env = socket, context) => {
    const headers = new Headers(init?.headers)
    if (!headers.has('host')) headers.set('host', 'localhost')
    return request(input, { ...init, headers }, env, context)
  }
  return app
}

function collectWarnings(world: World): DefaultLogger {
  return new DefaultLogger('WARN', ({ message, meta }) => void world.logged.push({ message, meta }))
}

function build(
  app: Hono<AppEnv>,
  db: Database,
  config: Config,
  suffix: string,
): Omit<World, 'logged' | 'owner' | 'ownerUrl' | 'storage' | 'serve'> {
  const tokens = new Map<string, Promise<string>>()
  /** Every answer that a test sees is compared with the document. */
  let conforms: ReturnType<typeof conformityTo> | undefined
  const call: World['call'] = async (who, method, path, body, headers = {}) => {
    const auth: Record<string, string> =
      who === null ? {} : { Authorization: `Bearer ${await token(who)}` }
    const init: RequestInit = { method, headers: { ...auth, ...headers } }
    if (body !== undefined) {
      init.body = typeof body === 'string' ? body : JSON.stringify(body)
      init.headers = { 'Content-Type': 'application/json', ...init.headers }
    }
    const response = await app.request(
      path.startsWith('/api') || path.startsWith('/.') || !path.startsWith('/')
        ? path
        : `/api/v1${path}`,
      init,
    )
    const text = await response.text()
    const json = response.headers.get('content-type')?.includes('json')
      ? JSON.parse(text)
      : { text }
    conforms ??= conformityTo(await (await app.request('/api/v1/openapi.json')).text())
    conforms({
      method,
      path: path.replace('/api/v1', '').replace(/\?.*$/, ''),
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      body: json,
    })
    return { status: response.status, headers: response.headers, body: json }
  }
  const token: World['token'] = (who) => {
    const known = tokens.get(who)
    if (known !== undefined) return known
    const fresh = call<{ accessToken: string }>(null, 'POST', '/auth/login', {
      login: demoEmail(who),
      password: DEMO_PASSWORD,
    }).then(({ body }) => body.accessToken)
    tokens.set(who, fresh)
    return fresh
  }
  const first = async (sql: string, value: string): Promise<string> => {
    const [row] = await db.query<{ id: string }>(sql, [value])
    if (row === undefined) throw new Error(`no ${value}`)
    return row.id
  }
  const departmentId: World['departmentId'] = (code) =>
    first('SELECT id FROM department WHERE code = $1', code)
  const newTicket: World['newTicket'] = async (over = {}) => ({
    title: 'Printer broken',
    description: 'It smokes.',
    departmentId: await departmentId('IT'),
    ...over,
  })
  const until: World['until'] = async (check, withinMs = 20_000) => {
    for (const end = Date.now() + withinMs; Date.now() < end; ) {
      const result = await check()
      if (result !== undefined && result !== false) return result
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error('it did not come to pass in time')
  }
  return {
    app,
    db,
    config,
    suffix,
    call,
    token,
    organizationId: () => first('SELECT id FROM organization WHERE slug = $1', `demo-${suffix}`),
    departmentId,
    userId: (email) => first('SELECT id FROM app_user WHERE email = $1', demoEmail(email)),
    newTicket,
    file: async (who = 'requester', body = {}) => {
      const answer = await call<TicketView>(who, 'POST', '/tickets', await newTicket(body))
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
      return answer.body
    },
    until,
  }
}

/** `requester` is that of the demo organization; `requester@other.test` is another's. */
export function demoEmail(who: string): string {
  return who.includes('@') ? who : `${who}@demo.test`
}
