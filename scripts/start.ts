import type { ChildProcess } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Connection } from '@temporalio/client'
import { loadStartConfig, type StartConfig, startedEnvironmentFile } from '../src/config.js'
import { connectionOptions } from '../temporal/connection.js'
import { beginAnew } from './lib/begin-anew.js'
import { buildPrograms } from './lib/built-programs.js'
import { startNode, stopChild } from './lib/child.js'
import { type StartLock, takeLock } from './lib/lock.js'
import { freePort } from './lib/ports.js'
import { makePrivateFolder } from './lib/private-folder.js'
import { screen } from './lib/screen.js'
import { makeSigningKeys } from './lib/signing-keys.js'
import { chooseMailInPort, listenAt, requirePorts } from './lib/start-ports.js'
import { findFfmpeg } from './local/ffmpeg.js'
import { type EmbeddedPostgres, ensureDatabase, startPostgres } from './local/postgres.js'
import { startStaffStore } from './local/staff-store/server.js'
import { findTemporal } from './local/temporal-cli.js'
import { type DevServer, startDevServer } from './local/temporal-server.js'

const RESTART_AFTER_MS = 1_000
const STOP_WITHIN_MS = 10_000

/** What was started, to be stopped in the opposite order. */
const stops: (() => Promise<void>)[] = []
let stopping: Promise<void> | undefined

function say(line: string): void {
  process.stderr.write(`perdure: ${line}\n`)
}

function stopAll(): Promise<void> {
  stopping ??= (async () => {
    for (const stop of stops.reverse()) await stop().catch((error: unknown) => say(String(error)))
  })()
  return stopping
}

/** Starts it again when it dies: its data and its promises are elsewhere. */
async function keepRunning<T extends { process: ChildProcess }>(
  name: string,
  lock: StartLock,
  begin: (onSpawn: (process: ChildProcess) => void) => Promise<T>,
  end: (running: T) => Promise<void>,
): Promise<T> {
  let spawned: ChildProcess | undefined
  let running: T | undefined
  async function boot(): Promise<T> {
    running = undefined
    running = await begin((process) => {
      spawned = process
      if (stopping === undefined) lock.note(name, process.pid ?? 0)
      else process.kill('SIGINT') // the end began just before
    })
    running.process.once('exit', () => {
      if (stopping === undefined) void again()
    })
    return running
  }
  async function again(): Promise<void> {
    say(`${name} has died; it is started again`)
    await sleep(RESTART_AFTER_MS)
    if (stopping !== undefined) return
    await boot().catch((error: unknown) => {
      if (stopping !== undefined) return
      say(`${name}: ${error instanceof Error ? error.message : String(error)}`)
      void again()
    })
  }
  stops.push(async () => {
    if (running !== undefined) await end(running)
    else if (spawned !== undefined) await stopChild(spawned, 'SIGINT', STOP_WITHIN_MS)
  })
  return boot()
}

interface DatabaseAddress {
  url: string
  ownerUrl: string
}

async function findDatabase(config: StartConfig, lock: StartLock): Promise<DatabaseAddress> {
  const { databaseUrl: url, databaseOwnerUrl: ownerUrl = url } = config
  if (url !== undefined && ownerUrl !== undefined) return { url, ownerUrl }
  say('starting PostgreSQL …')
  const options = { folder: join(config.dataFolder, 'postgres'), port: await freePort(), say }
  const postgres = await keepRunning<EmbeddedPostgres>(
    'postgres',
    lock,
    (onSpawn) => startPostgres({ ...options, onSpawn }),
    (p) => p.stop(),
  )
  await ensureDatabase(postgres, 'perdure')
  return { url: postgres.url('perdure'), ownerUrl: postgres.ownerUrl('perdure') }
}

async function temporalAddress(config: StartConfig, lock: StartLock): Promise<string> {
  if (config.temporal !== undefined) {
    const { address } = config.temporal
    await Connection.connect({ ...connectionOptions(config.temporal), connectTimeout: 5_000 })
      .then((connection) => connection.close())
      .catch(() => {
        throw new Error(`TEMPORAL_ADDRESS: no server answers at ${address}`)
      })
    return address
  }
  const binary = await findTemporal({
    folder: join(config.dataFolder, 'bin'),
    named: config.temporalCliPath,
    say,
  })
  say('starting Temporal …')
  const options = {
    binary,
    port: config.temporalPort,
    uiPort: config.temporalUiPort,
    database: join(config.dataFolder, 'temporal.db'),
    namespace: config.temporalNamespace,
  }
  const server = await keepRunning<DevServer>(
    'temporal',
    lock,
    (onSpawn) => startDevServer({ ...options, onSpawn }),
    (s) => s.stop(),
  )
  return server.address
}

/** For `npm run api` and `npm run worker` beside this start; gone with it, because what it names is gone too. */
async function writeEnvironment(folder: string, env: Record<string, string>): Promise<void> {
  const file = startedEnvironmentFile(folder)
  const lines = Object.entries(env).map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
  await rm(file, { force: true }) // its mode would stay as it was
  await writeFile(file, lines.join(''), { mode: 0o600 })
  stops.push(() => rm(file, { force: true }))
}

const STAND_IN_PEOPLE = 250

/** In this process: it makes its people up, and keeps nothing. */
async function staffStoreEnvironment(config: StartConfig): Promise<Record<string, string>> {
  const { staffStoreOrganization: organization } = config
  const named: Record<string, string> =
    organization === undefined ? {} : { SMS_ORGANIZATION: organization }
  if (!config.staffStoreStandIn) return named
  const store = await startStaffStore({ port: 0, people: STAND_IN_PEOPLE })
  stops.push(() => store.stop())
  return { SMS_BASE_URL: store.url, ...named }
}

/** It says itself, in one line, what went wrong. */
async function prepare(
  program: string[],
  database: DatabaseAddress,
  { mode, seedDemo }: StartConfig,
): Promise<void> {
  const env = {
    NODE_ENV: mode,
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: database.ownerUrl,
    SEED_DEMO: String(seedDemo),
  }
  const { process: child } = startNode(program, env)
  const code = await new Promise((resolve) => child.once('exit', resolve))
  if (code !== 0) throw new Error('nothing was started.')
}

async function untilReady(config: StartConfig): Promise<void> {
  for (const until = Date.now() + 60_000; Date.now() < until; ) {
    const answer = await fetch(`http://${config.host}:${config.port}/readyz`).catch(() => undefined)
    if (answer?.status === 200) return
    await sleep(150)
  }
  throw new Error('the API is not ready after a minute; see the lines above.')
}

async function start(): Promise<void> {
  const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false } } })
  const config = loadStartConfig()
  await makePrivateFolder(config.dataFolder)
  const lock = await takeLock(config.dataFolder)
  stops.push(() => lock.release())
  await requirePorts(config)
  if (values.fresh) {
    say('beginning anew: the data of earlier starts is removed')
    await beginAnew(config.dataFolder)
  }
  const [program, database, address, ffmpeg] = await Promise.all([
    buildPrograms(),
    findDatabase(config, lock),
    temporalAddress(config, lock),
    findFfmpeg({ folder: join(config.dataFolder, 'bin'), named: config.ffmpegPath, say }),
  ])
  await prepare(await program('scripts/prepare.ts'), database, config)
  const env: Record<string, string> = {
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: config.temporalNamespace,
    SIGNING_KEYS_FILE: await makeSigningKeys(config.dataFolder),
    STORAGE_FOLDER: config.storageFolder,
    ...ffmpeg.env,
    ...(await staffStoreEnvironment(config)),
    ...(config.mode === 'production'
      ? {}
      : { MAIL_IN_DOMAIN: process.env.MAIL_IN_DOMAIN ?? 'test' }),
    NODE_ENV: config.mode,
    LOG_LEVEL: config.logLevel,
  }
  await writeEnvironment(config.dataFolder, { ...env, DATABASE_OWNER_URL: database.ownerUrl })
  const mailInPort = await chooseMailInPort(config, say)
  for (const [name, script] of [
    ['worker', 'temporal/worker.ts'],
    ['api', 'src/main.ts'],
  ] as const) {
    const child = await keepRunning(
      name,
      lock,
      async (onSpawn) => {
        const own = name === 'worker' ? listenAt(mailInPort) : {}
        const started = startNode(await program(script), { ...env, ...own })
        onSpawn(started.process)
        return started
      },
      (c) => stopChild(c.process, 'SIGTERM', STOP_WITHIN_MS),
    )
    if (name === 'api') await child.ready
  }
  await untilReady(config)
  process.stdout.write(screen({ ...config, mailInPort }))
}

async function fail(error: unknown): Promise<never> {
  say(error instanceof Error ? error.message : String(error))
  await stopAll()
  process.exit(1)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (stopping === undefined) say('stopping …')
    void stopAll().then(() => process.exit(0))
  })
}

start().catch((error: unknown) => {
  if (stopping === undefined) void fail(error) // else it was stopped while it booted, and ends by itself
})
