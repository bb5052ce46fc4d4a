// Loaded in each workflow thread before the SDK, when threads are lean (lean-threads.ts).
const v8 = require('node:v8')
const { Script } = require('node:vm')
const { workerData } = require('node:worker_threads')

// The SDK takes and maps a stack for every promise, for the UI's call stack. It goes on without when it can't hook
// them, and warns of a missing feature of Node.js, which this is not. Node.js itself hooks them by the same function for
// AsyncLocalStorage, by which the SDK knows its cancellation scopes: these hooks go before and after as well.
const { createHook } = v8.promiseHooks
v8.promiseHooks.createHook = (hooks) => {
  if (hooks.before !== undefined) return createHook(hooks)
  const { warn } = console
  console.warn = () => {
    console.warn = warn
  }
  throw new Error('stack traces of promises are off')
}

// Each call with a time limit begins a thread of the system for it. The worker watches over its threads itself, and
// says when a call shall have its limit all the same; what a limit has ended is counted for it.
const { cells, GUARDED, LIMITED } = workerData
const { runInContext } = Script.prototype
Script.prototype.runInContext = function (context, options) {
  if (Atomics.load(cells, GUARDED) === 0) return runInContext.call(this, context)
  try {
    return runInContext.call(this, context, options)
  } catch (error) {
    if (error?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') Atomics.add(cells, LIMITED, 1)
    throw error
  }
}
