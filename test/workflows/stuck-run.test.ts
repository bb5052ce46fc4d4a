import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Client } from '@temporalio/client'
import { bundleWorkflowCode } from '@temporalio/worker'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSharedGuard } from '../../src/database/workflow-guard.js'
import { openTemporal } from '../../temporal/client.js'
import { useWorld } from '../support/world.js'

const SILENT = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, log() {} }
const MINUTE = 60_000
const world = useWorld({ worker: false })

let folder: string
let client: Client
const workers: ChildProcess[] = []
/** What both workers have logged. */
let log = ''
const countLogged = (words: string) => log.split(words).length - 1

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'perdure-stuck-'))
  const { code } = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../support/stuck-workflows.ts', import.meta.url)),
    logger: SILENT,
  })
  const bundlePath = join(folder, 'bundle.js')
  await writeFile(bundlePath, code)
  client = openTemporal(world.config.temporal)
  for (let n = 0; n < 2; n += 1) workers.push(startWorker(bundlePath))
  await world.until(async () => countLogged('worker is serving') === 2, 60_000)
}, 90_000)
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL')
  await client.connection.close()
  await rm(folder, { recursive: true, force: true })
})

function startWorker(bundlePath: string): ChildProcess {
  const { config } = world
  const program = fileURLToPath(new URL('../support/stuck-worker.ts', import.meta.url))
  const worker = spawn(process.execPath, ['--import', 'tsx', program], {
    env: {
      ...process.env,
      NODE_ENV: 'development',
      BUNDLE: bundlePath,
      DATABASE_URL: config.databaseUrl,
      TEMPORAL_ADDRESS: config.temporal.address,
      TEMPORAL_TASK_QUEUE: config.taskQueue,
      STORAGE_FOLDER: folder,
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  worker.stdout?.on('data', (chunk: Buffer) => {
    log += chunk.toString()
  })
  return worker
}

/** As the product starts its own. */
const start = (type: string) =>
  client.workflow.start(type, {
    taskQueue: world.config.taskQueue,
    workflowId: `${type}-${world.suffix}-${Math.random()}`,
    workflowTaskTimeout: '3s',
  })

it('a run that never gives its thread back stops one worker of two, once, and then fails alone', async () => {
  const guard = createSharedGuard(world.db, world.config.taskQueue)
  expect(await (await start('answer')).result()).toBe('here')
  await world.until(async () => (await guard.readMs()) === 0, 30_000) // their beginning was slow
  const spinning = await start('spin')
  await world.until(async () => countLogged('the worker begins again') > 0, 20_000)
  await world.until(async () => (await guard.readMs()) > 9 * MINUTE, 5_000)
  await world.until(async () => countLogged('its task failed') > 0, 60_000)
  // Temporal tries it again after ten minutes at the latest, and is still met by the limit
  await world.until(async () => (await guard.readMs()) > 15 * MINUTE, 5_000)
  for (let n = 0; n < 20; n += 1) expect(await (await start('answer')).result()).toBe('here')
  expect(countLogged('the worker begins again')).toBe(1)
  await spinning.terminate('the test is over')
}, 150_000)

it('a guard never becomes shorter, and is one task queue’s', async () => {
  const guard = createSharedGuard(world.db, 'another')
  await guard.extend(20 * MINUTE)
  await guard.extend(MINUTE)
  expect(await guard.readMs()).toBeGreaterThan(19 * MINUTE)
  expect(await createSharedGuard(world.db, 'a third').readMs()).toBe(0)
})
