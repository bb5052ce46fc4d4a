import type { Hono } from 'hono'
import type { Registry } from 'prom-client'
import type { AppDeps, AppEnv } from '../../env.js'

/** What the routes at the root are given: they stand outside the document and have no guard. */
export interface RootKit {
  app: Hono<AppEnv>
  deps: AppDeps
  registry: Registry
}
