import { Redis } from 'ioredis'
import type { DashboardStore, Kept } from './cache.js'

const MAX_RETRY_MS = 2_000

/** For all processes that share a Redis. While it is away nothing is kept, and each dashboard is read anew. */
export function createRedisDashboardStore(
  url: string,
  onError: (error: unknown) => void,
): DashboardStore & { stop: () => void } {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 2_000,
    commandTimeout: 500,
    retryStrategy: (times) => Math.min(times * 100, MAX_RETRY_MS),
  })
  redis.on('error', onError)
  const name = (key: string) => `perdure:dashboard:${key}`
  return {
    get: async (key) => {
      if (redis.status !== 'ready') return undefined
      const text = await redis.get(name(key)).catch(onError)
      return typeof text === 'string' ? (JSON.parse(text) as Kept) : undefined // what `set` wrote
    },
    set: async (key, kept, seconds) => {
      if (redis.status !== 'ready') return
      await redis.set(name(key), JSON.stringify(kept), 'EX', seconds).catch(onError)
    },
    stop: () => redis.disconnect(),
  }
}
