import type { OpenAPIHono } from '@hono/zod-openapi'
import type { AppDeps, AppEnv } from '../env.js'
import type { Guard } from '../middleware/access.js'

/** What every file of routes is given. */
export interface RouteKit {
  app: OpenAPIHono<AppEnv>
  deps: AppDeps
  guard: Guard
}
