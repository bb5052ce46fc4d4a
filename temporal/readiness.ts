import type { Client } from '@temporalio/client'
import type { Database } from '../src/database/pool.js'
import type { Gateway } from './gateway.js'

interface DependencyState {
  ok: boolean
  detail: string
}

interface ReadinessDeps {
  db: Database
  client: Client
  gateway: Gateway
  taskQueue: string
}

const WORKFLOW_QUEUE = 1
const LOOK_EVERY_MS = 500

/** Ready once database, Temporal and a worker were; a later loss of Temporal is said, but serving goes on. */
export function createReadiness({ db, client, gateway, taskQueue }: ReadinessDeps) {
  let wasReady = false
  let draining = false

  async function database(): Promise<DependencyState> {
    try {
      await db.query('SELECT 1')
      return { ok: true, detail: 'answers' }
    } catch {
      return { ok: false, detail: 'is away' }
    }
  }

  async function temporal(): Promise<DependencyState> {
    if (wasReady && !gateway.isUp())
      return { ok: false, detail: 'is away; commands are answered 202' }
    try {
      const { pollers } = await client.connection.withDeadline(Date.now() + 1_000, () =>
        client.workflowService.describeTaskQueue({
          namespace: client.options.namespace,
          taskQueue: { name: taskQueue },
          taskQueueType: WORKFLOW_QUEUE,
        }),
      )
      const workers = new Set(pollers?.map(({ identity }) => identity)).size
      return { ok: workers > 0, detail: `answers; ${workers} worker(s)` }
    } catch {
      return { ok: false, detail: 'is away; commands are answered 202' }
    }
  }

  type Look = { postgresql: DependencyState; temporal: DependencyState }
  let latest: { at: number; seen: Promise<Look> } | undefined

  /** Whoever asks, and however often: each dependency is asked about twice a second at most. */
  function lookRecently(): Promise<Look> {
    const at = performance.now()
    if (latest === undefined || at - latest.at >= LOOK_EVERY_MS) latest = { at, seen: look() }
    return latest.seen
  }

  async function look(): Promise<Look> {
    const [postgresql, engine] = await Promise.all([database(), temporal()])
    wasReady ||= postgresql.ok && engine.ok
    return { postgresql, temporal: engine }
  }

  /** Being ready is noticed without being asked, so that a later loss is known to be one. */
  const watch = setInterval(() => {
    if (wasReady) clearInterval(watch)
    else void look()
  }, LOOK_EVERY_MS)
  watch.unref()

  return {
    drain: () => {
      draining = true
    },
    read: async () => {
      const dependencies = await lookRecently()
      return { ready: wasReady && dependencies.postgresql.ok && !draining, dependencies }
    },
    stop: () => clearInterval(watch),
  }
}
