import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'

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

it('a lean thread takes no stacks of promises, and keeps the scope of whatever waits', async () => {
  const thread = new Worker(THREAD, { eval: true, execArgv: ['--require', PRELOAD] })
  const told = await new Promise((resolve, reject) => {
    thread.once('message', resolve)
    thread.once('error', reject)
  })
  expect(told).toEqual({ hasStacks: false, seen: 'scope' })
})
