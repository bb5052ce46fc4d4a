import { OpenAPIHono } from '@hono/zod-openapi'
import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { refusal } from '../domain/errors.js'
import { BASE } from './base.js'
import { buildOpenApiDocument } from './document/build.js'
import { buildAsyncApiDocument } from './document/build-async.js'
import type { AppDeps, AppEnv } from './env.js'
import { answerError, problemResponse } from './errors.js'
import { createGuard } from './middleware/access.js'
import { secureHeaders } from './middleware/headers.js'
import { limitPublic } from './middleware/limit-public.js'
import { refuseOtherMethods } from './middleware/methods.js'
import { createMetrics } from './middleware/metrics.js'
import { callerNetwork } from './middleware/rate-limit.js'
import { createRefusalLog } from './middleware/refusal-log.js'
import { requestContext } from './middleware/request-context.js'
import { addRoutes } from './routes/index.js'
import { addRootRoutes } from './routes/root/index.js'
import { addScimRoutes } from './routes/scim/index.js'
import { serveStatic } from './static.js'
import { refuseInvalid } from './validation.js'

/** The whole HTTP side as a function of its dependencies. */
export function createApp(deps: AppDeps): Hono<AppEnv> {
  const { observe, registry } = createMetrics()
  const app = new Hono<AppEnv>()
  app.use(observe)
  app.use(createRefusalLog({ log: deps.log, registry, now: deps.now }))
  app.use(secureHeaders)
  app.use(requestContext(deps.newId, deps.settings.trustedProxies))
  app.use(allowOrigins(deps.settings.corsOrigins))
  app.onError((error, c) => answerError(error, c, deps.log))
  app.notFound(async (c) => {
    await deps.budgets.addresses(c, callerNetwork(c))
    return problemResponse(c, refusal('not_found', 'There is nothing at this address.'))
  })
  addRootRoutes({ app, deps, registry })
  addScimRoutes({ app, deps })
  app.route(BASE, createApi(deps))
  refuseOtherMethods(app)
  return app
}

/** Of the routes alone, whatever they run on: written once for all applications of a process, which takes the longest. */
let documents: { openApi: string; asyncApi: string } | undefined

/** What is under the base and described by the document. */
export function createApi(deps: AppDeps): OpenAPIHono<AppEnv> {
  const app = new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
  addRoutes({ app, deps, guard: createGuard(deps) })
  documents ??= {
    openApi: JSON.stringify(buildOpenApiDocument(app)),
    asyncApi: JSON.stringify(buildAsyncApiDocument()),
  }
  const { openApi, asyncApi } = documents
  app.get('/openapi.json', limitPublic(deps.budgets), serveStatic(openApi, 'application/json'))
  app.get('/asyncapi.json', limitPublic(deps.budgets), serveStatic(asyncApi, 'application/json'))
  return app
}

/** Without it a browser asks again after five seconds: once more for each request of somebody who works. */
const PREFLIGHT_SECONDS = 7_200

function allowOrigins(origins: string[]) {
  return cors({
    origin: (origin) => (origins.includes(origin) ? origin : null),
    maxAge: PREFLIGHT_SECONDS,
    allowHeaders: [
      'Authorization',
      'Content-Range',
      'Content-Type',
      'Idempotency-Key',
      'If-Match',
      'If-None-Match',
      'If-Range',
      'Range',
      'X-Request-Id',
    ],
    exposeHeaders: [
      'Accept-Ranges',
      'Content-Disposition',
      'Content-Range',
      'ETag',
      'Location',
      'Idempotency-Replayed',
      'RateLimit',
      'RateLimit-Policy',
      'Retry-After',
      'X-Cache',
      'X-Request-Id',
    ],
  })
}
