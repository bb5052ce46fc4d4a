import type { Client } from '@temporalio/client'
import type { Database } from '../src/database/pool.js'
import { countWorkers } from '../src/database/worker-beats.js'
import type { Storage } from '../src/storage/storage.js'
import type { Gateway } from './gateway.js'

interface DependencyState {
  ok: boolean
  detail: string
}

interface ReadinessDeps {
  db: Database
  client: Client
  gateway: Gateway
  storage: Storage
  taskQueue: string
  /** Whether what passes between instances by Redis is heard; left out where there is none. */
  isRedisUp?: (() => boolean) | undefined
  /** As it was lately. Without it files wait, and all else goes on. */
  describeAntivirus: () => DependencyState
}

const LOOK_EVERY_MS = 500
const STORAGE_MS = 1_000

/** Ready once database, Temporal and a worker were; a later loss of Temporal is said, but serving goes on. */
export function createReadiness(deps: ReadinessDeps) {
  let wasReady = false
  let draining = false

  type Look = Record<'postgresql' | 'temporal' | 'storage', DependencyState>
  let latest: { at: number; seen: Promise<Look> } | undefined

  /** Whoever asks, and however often: each dependency is asked about twice a second at most. */
  function lookRecently(): Promise<Look> {
    const at = performance.now()
    if (latest === undefined || at - latest.at >= LOOK_EVERY_MS) latest = { at, seen: look() }
    return latest.seen
  }

  async function look(): Promise<Look> {
    const [{ state: postgresql, workers }, isUp, storage] = await Promise.all([
      askDatabase(deps),
      wasReady && !deps.gateway.isUp() ? false : isTemporalUp(deps),
      askStorage(deps),
    ])
    const temporal = isUp
      ? { ok: workers > 0, detail: `answers; ${workers} worker(s)` }
      : { ok: false, detail: 'is away; commands are answered 202' }
    wasReady ||= postgresql.ok && temporal.ok
    return { postgresql, temporal, storage }
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
      const dependencies = {
        ...(await lookRecently()),
        antivirus: deps.describeAntivirus(),
        ...describeRedis(deps.isRedisUp),
      }
      return { ready: wasReady && dependencies.postgresql.ok && !draining, dependencies }
    },
    stop: () => clearInterval(watch),
  }
}

/** One question for both: whether the database answers, and which workers it has heard of lately. */
async function askDatabase({
  db,
  taskQueue,
}: ReadinessDeps): Promise<{ state: DependencyState; workers: number }> {
  try {
    const workers = await countWorkers(db, taskQueue)
    return { state: { ok: true, detail: 'answers' }, workers }
  } catch {
    return { state: { ok: false, detail: 'is away' }, workers: 0 }
  }
}

/** Nobody waits for it. */
function describeRedis(isUp: (() => boolean) | undefined): Record<string, DependencyState> {
  if (isUp === undefined) return {}
  const detail = 'is away; events are looked for each second, and typing and viewers stay here'
  return { redis: isUp() ? { ok: true, detail: 'answers' } : { ok: false, detail } }
}

/** Without it nothing but files is refused: it does not take the API out of service. */
async function askStorage({ storage }: ReadinessDeps): Promise<DependencyState> {
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error('late')), STORAGE_MS).unref()
  })
  try {
    await Promise.race([storage.check(), late])
    return { ok: true, detail: storage.description }
  } catch {
    return { ok: false, detail: 'is away; files are refused with 503' }
  }
}

async function isTemporalUp({ client }: ReadinessDeps): Promise<boolean> {
  try {
    const { namespace } = client.options
    await client.connection.withDeadline(Date.now() + 1_000, () =>
      client.workflowService.describeNamespace({ namespace }),
    )
    return true
  } catch {
    return false
  }
}
