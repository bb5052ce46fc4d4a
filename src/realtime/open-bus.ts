import type { Database } from '../database/pool.js'
import { type Bus, createBus } from './bus.js'
import type { Listener } from './listener.js'
import { createPostgresCarrier } from './postgres-carrier.js'
import { createRedisCarrier } from './redis-carrier.js'

interface BusDeps {
  db: Database
  listener: Listener
  onError: (error: unknown) => void
}

export interface OpenBus extends Bus {
  /** PostgreSQL tells it by itself; whoever shares a Redis hears it there. */
  tellNumbered(): void
}

/** Redis where there is one, and else PostgreSQL. */
export function openBus(redisUrl: string | undefined, deps: BusDeps): OpenBus {
  const { db, listener, onError } = deps
  if (redisUrl === undefined) {
    const bus = createBus(createPostgresCarrier(db, listener), onError)
    return { ...bus, tellNumbered: () => {} }
  }
  const bus = createBus(createRedisCarrier(redisUrl, onError), onError)
  return { ...bus, tellNumbered: () => bus.publish({ kind: 'numbered' }) }
}
