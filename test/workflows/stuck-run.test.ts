import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Client } from '@temporalio/client'
import { bundleWorkflowCode } from '@temporalio/worker'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createLogger } from '../../src/logger.js'
import { openTemporal } from '../../temporal/client.js'
import { type WorkflowThreads, watchWorkflowThreads } from '../../temporal/lean-threads.js'
import { type Serving, startServing } from '../../temporal/serving.js'
import { useWorld } from '../support/world.js'

const SILENT = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, log() {} }
const world = useWorld({ worker: false })

let folder: string
let client: Client
let threads: WorkflowThreads
let serving: Serving
let stuck = 0
const onStuck = () => {
  stuck += 1
}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'perdure-stuck-'))
  const { code } = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../support/stuck-workflows.ts', import.meta.url)),
    logger: SILENT,
  })
  const bundlePath = join(folder, 'bundle.js')
  await writeFile(bundlePath, code)
  client = openTemporal(world.config.temporal)
  threads = watchWorkflowThreads({ lean: true, onStuck })
  serving = startServing({
    ...{ config: world.config, log: createLogger('silent', 'test'), client, bundlePath, threads },
    activities: {} as never, // neither workflow calls one
    fileActivities: { none: async () => undefined } as never,
    onBegun: () => undefined,
    onError: () => undefined,
  })
})
afterAll(async () => {
  await serving.stop()
  threads.stop()
  await client.connection.close()
  await rm(folder, { recursive: true, force: true })
})

const start = (type: string) =>
  client.workflow.start(type, {
    taskQueue: world.config.taskQueue,
    workflowId: `${type}-${world.suffix}-${Math.random()}`,
    workflowTaskTimeout: '10s',
  })

it('a run that never gives its thread back fails alone, and the others go on', async () => {
  expect(await (await start('answer')).result()).toBe('here')
  expect(threads.guardedForMs()).toBe(0)
  const spinning = await start('spin')
  await world.until(async () => stuck === 1, 20_000)
  expect(threads.guardedForMs()).toBeGreaterThan(0)
  const failures = async () => {
    const { events } = await spinning.fetchHistory()
    return events?.flatMap(({ workflowTaskFailedEventAttributes: failed }) =>
      failed?.failure?.message === undefined ? [] : [failed.failure.message],
    )
  }
  await world.until(async () => (await failures())?.[0], 40_000)
  expect(await (await start('answer')).result()).toBe('here')
  expect(stuck).toBe(1)
  expect(serving.isServing()).toBe(true)
  await spinning.terminate('the test is over')
}, 90_000)
