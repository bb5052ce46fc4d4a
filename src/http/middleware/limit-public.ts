import { createMiddleware } from 'hono/factory'
import type { AppEnv, Budgets } from '../env.js'
import { callerNetwork } from './rate-limit.js'

/** Before what anybody may read: a network has so many of it. */
export function limitPublic({ addresses }: Budgets) {
  return createMiddleware<AppEnv>(async (c, next) => {
    await addresses(c, callerNetwork(c))
    return next()
  })
}
