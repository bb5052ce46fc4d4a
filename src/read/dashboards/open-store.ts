import { createDashboardStore, type DashboardStore } from './cache.js'
import { createRedisDashboardStore } from './redis-store.js'

/** Redis where there is one, and else the process. */
export function openDashboardStore(
  redisUrl: string | undefined,
  onError: (error: unknown) => void,
): DashboardStore & { stop: () => void } {
  if (redisUrl !== undefined) return createRedisDashboardStore(redisUrl, onError)
  return { ...createDashboardStore(Date.now), stop: () => {} }
}
