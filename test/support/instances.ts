import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { buildPrograms } from '../../scripts/lib/built-programs.js'
import { freePort } from '../../scripts/lib/ports.js'
import { newSigningKey } from '../../src/auth/keys.js'
import type { World } from './world.js'

/** An API process of its own, beside the test's. */
export interface Instance {
  /** Of the API. */
  url: string
  process: ChildProcess
  kill(signal?: NodeJS.Signals): Promise<void>
}

/** What instances must share to take each other's access tokens. */
export async function sharedKeys(): Promise<Record<string, string>> {
  return { SIGNING_KEYS: JSON.stringify({ keys: [await newSigningKey('test')] }) }
}

/** Real processes on the database of the test's world. */
export function createInstances(world: World) {
  const running: Instance[] = []
  return {
    start: async (env: Record<string, string>): Promise<Instance> => {
      const port = await freePort()
      const { databaseUrl, temporal, taskQueue, storage } = world.config
      const program = await buildPrograms()
      const child = spawn(process.execPath, await program('src/main.ts'), {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        env: {
          ...process.env,
          ...{ NODE_ENV: 'development', LOG_LEVEL: 'error', PORT: String(port) },
          ...{ DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: temporal.address },
          ...{ TEMPORAL_TASK_QUEUE: taskQueue, DATA_FOLDER: 'none-of-a-start' },
          STORAGE_FOLDER: storage.folder,
          ...env,
        },
      })
      await Promise.race([
        once(child, 'message'),
        once(child, 'exit').then(([code]) => {
          throw new Error(`the instance ended with ${code}`)
        }),
      ])
      const instance: Instance = {
        url: `http://127.0.0.1:${port}/api/v1`,
        process: child,
        kill: async (signal = 'SIGKILL') => {
          if (child.exitCode !== null || child.signalCode !== null) return
          child.kill(signal)
          await once(child, 'exit')
        },
      }
      running.push(instance)
      return instance
    },
    stopAll: async () => {
      await Promise.all(running.splice(0).map(({ kill }) => kill('SIGTERM')))
    },
  }
}
