import { type ChildProcess, spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { migrate } from '../prisma/migrate.js'
import { seedDemo } from '../prisma/seed.js'
import { stopChild } from '../scripts/lib/child.js'
import { freePort } from '../scripts/lib/ports.js'
import { ensureDatabase, startPostgres } from '../scripts/local/postgres.js'
import { findTemporal } from '../scripts/local/temporal-cli.js'
import { startDevServer } from '../scripts/local/temporal-server.js'
import { newSigningKey } from '../src/auth/keys.js'
import { loadStartConfig } from '../src/config.js'
import { type Database, openDatabase } from '../src/database/pool.js'
import { type CpuTimes, readCpu, readMemory, readPeakMemory } from './cpu.js'

export interface Environment {
  /** For files of its own; on the disk that the stores are on. */
  folder: string
  db: Database
  databaseUrl: string
  /** For what only the tables' owner may do: vacuum. */
  ownerUrl: string
  temporalAddress: string
  keysFile: string
  api: string
  token(login: string): Promise<string>
  post<T>(login: string, path: string, body: unknown): Promise<T>
  /** Starts one of the baselines' programs; it ends with the environment. */
  run(script: string, args: string[], env?: Record<string, string>): Promise<void>
  /** Starts bare Hono + jose + pg on statements of the product; answers its address. */
  startBaseline(baseline: {
    statements: Record<string, { text: string; values: unknown[] }>
    /** Where its commands go. */
    temporal?: boolean
  }): Promise<string>
  /** Beside the first API and worker, on the same servers; answers the API's address. */
  startSecondPair(): Promise<string>
  /** What the API's process holds, in bytes. */
  readApiMemory(): number
  /** The most that each has held so far. */
  readPeakMemory(): { api: number; worker: number }
  /** CPU of the product's processes and its servers so far. */
  readCpu(): CpuTimes
  close(): Promise<void>
}

/** A token lives for ten minutes, and no load takes the other half of them. */
const KEEP_TOKEN_MS = 300_000

/** They count as in production, and refuse nobody here. */
const HIGH_LIMITS = {
  RATE_LIMIT_REQUESTS: '1000000',
  RATE_LIMIT_ORGANIZATION: '1000000',
  RATE_LIMIT_ADDRESS: '1000000',
  RATE_LIMIT_LOGINS: '1000',
}

/** The product as `npm start` runs it, with durable stores, and room for its baselines. */
export async function openEnvironment(folder: string): Promise<Environment> {
  const config = loadStartConfig()
  const binary = await findTemporal({
    folder: join(config.dataFolder, 'bin'),
    named: config.temporalCliPath,
    say: console.error,
  })
  const postgres = await startPostgres({ folder: join(folder, 'postgres'), port: await freePort() })
  const temporal = await startDevServer({
    binary,
    port: await freePort(),
    database: join(folder, 'temporal.db'),
    namespace: 'default',
  })
  await ensureDatabase(postgres, 'perdure')
  const databaseUrl = postgres.url('perdure')
  const ownerUrl = postgres.ownerUrl('perdure')
  await migrate({ ownerUrl, applicationUrl: databaseUrl })
  await seedDemo({ databaseUrl, production: false })
  const keysFile = join(folder, 'keys.json')
  await writeFile(keysFile, JSON.stringify({ keys: [await newSigningKey('bench')] }))
  const db = openDatabase({ url: databaseUrl, poolSize: 4, onError: console.error })
  const children: ChildProcess[] = []
  const second: { api?: number | undefined; worker?: number | undefined } = {}
  const pids = () => ({
    api: children[1]?.pid,
    worker: children[0]?.pid,
    ...(second.api === undefined ? {} : { api2: second.api, worker2: second.worker }),
    temporal: temporal.process.pid,
    postgres: postgres.process.pid,
  })
  const port = await freePort()
  const api = `http://127.0.0.1:${port}/api/v1`

  const run: Environment['run'] = (script, args, env = {}) => {
    const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, ...env },
    })
    children.push(child)
    return new Promise((resolve, reject) => {
      child.once('message', () => resolve())
      child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)))
    })
  }
  const env = {
    NODE_ENV: 'development',
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporal.address,
    SIGNING_KEYS_FILE: keysFile,
    PORT: String(port),
    STORAGE_FOLDER: join(folder, 'files'),
    SCRATCH_FOLDER: join(folder, 'scratch'),
    UPLOAD_QUOTA_GB: '1000',
    LOG_LEVEL: 'error',
    TRUSTED_PROXIES: '1', // all load comes from one network
    ...HIGH_LIMITS,
  }
  await run('temporal/worker.ts', [], env)
  await run('src/main.ts', [], env)
  while (!(await fetch(`http://127.0.0.1:${port}/readyz`)).ok)
    await new Promise((resolve) => setTimeout(resolve, 200))

  const tokens = new Map<string, { accessToken: string; until: number }>()
  const request = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${api}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  const token: Environment['token'] = async (login) => {
    const known = tokens.get(login)
    if (known !== undefined && Date.now() < known.until) return known.accessToken
    const signedIn = await request('/auth/login', { login, password: 'perdure-demo' })
    const { accessToken } = signedIn as { accessToken: string } // a demo account's, so it is let in
    tokens.set(login, { accessToken, until: Date.now() + KEEP_TOKEN_MS })
    return accessToken
  }
  return {
    folder,
    db,
    databaseUrl,
    ownerUrl,
    temporalAddress: temporal.address,
    keysFile,
    api,
    token,
    post: async <T>(login: string, path: string, body: unknown) =>
      (await request(path, body, { authorization: `Bearer ${await token(login)}` })) as T, // the caller knows the route
    run,
    startBaseline: async ({ statements, temporal: commands = false }) => {
      const port = String(await freePort())
      const args = [databaseUrl, port, keysFile, JSON.stringify(statements)]
      await run('bench/baseline-server.ts', commands ? [...args, temporal.address] : args)
      return `http://127.0.0.1:${port}`
    },
    startSecondPair: async () => {
      const other = String(await freePort())
      await run('temporal/worker.ts', [], env)
      second.worker = children.at(-1)?.pid
      await run('src/main.ts', [], { ...env, PORT: other })
      second.api = children.at(-1)?.pid
      return `http://127.0.0.1:${other}/api/v1`
    },
    readApiMemory: () => readMemory(children[1]?.pid),
    readPeakMemory: () => ({
      api: readPeakMemory(children[1]?.pid),
      worker: readPeakMemory(children[0]?.pid),
    }),
    readCpu: () => readCpu(pids()),
    close: async () => {
      for (const child of children.reverse()) await stopChild(child, 'SIGTERM', 5_000)
      await db.close()
      await temporal.stop()
      await postgres.stop()
    },
  }
}

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
