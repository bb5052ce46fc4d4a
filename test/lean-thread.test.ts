import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'

const PRELOAD = fileURLToPath(new URL('../temporal/lean-thread.cjs', import.meta.url))

/** A context of its own, as the SDK gives its workflows, in which a scope waits across a turn of the loop. */
const THREAD = `
  const { AsyncLocalStorage } = require('node:async_hooks')
  const v8 = require('node:v8')
  const vm = require('node:vm')
  const { parentPort } = require('node:worker_threads')
  let hasStacks = true
  try {
    v8.promiseHooks.createHook({ init() {}, settled() {} })
  } catch {
    hasStacks = false
  }
  const storage = new AsyncLocalStorage()
  const context = vm.createContext({ storage }, { microtaskMode: 'afterEvaluate' })
  new vm.Script(\`
    let wake
    storage.run('scope', async () => {
      await Promise.race([new Promise((resolve) => { wake = resolve })])
      globalThis.seen = storage.getStore()
    })\`).runInContext(context, { timeout: 5_000 })
  setTimeout(() => {
    storage.run('root', () => new vm.Script('wake()').runInContext(context, { timeout: 5_000 }))
    parentPort.postMessage({ hasStacks, seen: context.seen })
  }, 10)
`

/** Never gives back, unless its limit is kept. */
const SPINNING = `
  const vm = require('node:vm')
  const { parentPort } = require('node:worker_threads')
  try {
    new vm.Script('for (;;) Math.random()').runInContext(vm.createContext({}), { timeout: 100 })
  } catch ({ code }) {
    parentPort.postMessage(code)
  }
`

function beginThread(source: string, cells = new Int32Array(new SharedArrayBuffer(8))) {
  const workerData = { cells, GUARDED: 0, LIMITED: 1 }
  const thread = new Worker(source, { eval: true, workerData, execArgv: ['--require', PRELOAD] })
  const told = new Promise((resolve, reject) => {
    thread.once('message', resolve)
    thread.once('error', reject)
  })
  return { thread, told, cells }
}

describe('a lean thread', () => {
  it('takes no stacks of promises, and keeps the scope of whatever waits', async () => {
    expect(await beginThread(THREAD).told).toEqual({ hasStacks: false, seen: 'scope' })
  })
  it('calls without a time limit', async () => {
    const { thread, told, cells } = beginThread(SPINNING)
    const spun = await Promise.race([
      told,
      new Promise((resolve) => setTimeout(resolve, 1_500, 'on')),
    ])
    await thread.terminate()
    expect(spun).toBe('on')
    expect(cells[1]).toBe(0)
  })
  it('keeps each limit while it is guarded, and counts the calls that met theirs', async () => {
    const guarded = new Int32Array(new SharedArrayBuffer(8))
    guarded[0] = 1
    const { told, cells } = beginThread(SPINNING, guarded)
    expect(await told).toBe('ERR_SCRIPT_EXECUTION_TIMEOUT')
    expect(cells[1]).toBe(1)
  })
})
