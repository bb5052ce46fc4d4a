import { OpenAPIHono } from '@hono/zod-openapi'
import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { HTTPException } from 'hono/http-exception'
import type { ZodError } from 'zod'
import { DomainError, refusal } from '../domain/errors.js'
import { BASE } from './base.js'
import type { AppDeps, AppEnv } from './env.js'
import { problemResponse } from './errors.js'
import { createGuard } from './middleware/access.js'
import { secureHeaders } from './middleware/headers.js'
import { jsonBody } from './middleware/json-body.js'
import { createMetrics } from './middleware/metrics.js'
import { requestContext } from './middleware/request-context.js'
import { openApiDocument } from './openapi.js'
import { addApprovalRoutes } from './routes/approvals.js'
import { addAuditRoutes } from './routes/audit.js'
import { addAuthRoutes } from './routes/auth.js'
import { addChatRoutes } from './routes/chat.js'
import { addCommandRoutes } from './routes/commands.js'
import { addDraftRoutes } from './routes/drafts.js'
import { addLookupRoutes } from './routes/lookups.js'
import { addNotificationRoutes } from './routes/notifications.js'
import { addOperationRoutes } from './routes/operations.js'
import { addParticipantRoutes } from './routes/participants.js'
import { addQueueRoutes } from './routes/queues.js'
import { addRequestRoutes } from './routes/requests.js'
import { addRootRoutes } from './routes/root.js'
import { addSettingsRoutes } from './routes/settings.js'
import { addSubTicketRoutes } from './routes/sub-tickets.js'
import { addTicketRoutes } from './routes/tickets.js'
import { addUserRoutes } from './routes/users.js'

/** The whole HTTP side as a function of its dependencies. */
export function createApp(deps: AppDeps): Hono<AppEnv> {
  const metrics = createMetrics()
  const root = new Hono<AppEnv>()
  root.use(metrics.observe)
  root.use(secureHeaders)
  root.use(requestContext(deps.newId, deps.settings.trustedProxies))
  root.use(
    cors({
      origin: (origin) => (deps.settings.corsOrigins.includes(origin) ? origin : null),
      allowHeaders: [
        'Authorization',
        'Content-Type',
        'Idempotency-Key',
        'If-Match',
        'X-Request-Id',
      ],
      exposeHeaders: ['ETag', 'Location', 'Idempotency-Replayed', 'Retry-After', 'X-Request-Id'],
    }),
  )
  root.onError((error, c) => answerError(error, c, deps))
  root.notFound((c) =>
    problemResponse(c, refusal('not_found', 'There is nothing at this address.')),
  )
  addRootRoutes(root, deps, metrics.registry)
  root.route(BASE, createApi(deps))
  return root
}

function createApi(deps: AppDeps): OpenAPIHono<AppEnv> {
  const app = new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (!result.success) throw invalid(result.error)
    },
  })
  const guard = createGuard(deps)
  const kit = { app, deps, guard }
  app.get('/openapi.json', (c) => c.json(openApiDocument(app)))
  app.use(jsonBody)
  addAuthRoutes(kit)
  addUserRoutes(kit)
  addLookupRoutes(kit)
  addTicketRoutes(kit)
  addCommandRoutes(kit)
  addNotificationRoutes(kit)
  addOperationRoutes(kit)
  addAuditRoutes(kit)
  addSettingsRoutes(kit)
  addDraftRoutes(kit)
  addSubTicketRoutes(kit)
  addApprovalRoutes(kit)
  addRequestRoutes(kit)
  addChatRoutes(kit)
  addParticipantRoutes(kit)
  addQueueRoutes(kit)
  return app
}

function invalid(error: ZodError): DomainError {
  const details: Record<string, string[]> = {}
  for (const issue of error.issues) {
    const keys =
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => [...issue.path, key].join('.'))
        : [issue.path.join('.') || 'body']
    const message = issue.code === 'unrecognized_keys' ? 'is not a known member' : issue.message
    for (const key of keys) details[key] = [...(details[key] ?? []), message]
  }
  return new DomainError(refusal('validation_failed', 'The request is not valid.', details))
}

function answerError(
  error: Error,
  c: Parameters<typeof problemResponse>[0],
  { log }: AppDeps,
): Response {
  if (error instanceof DomainError) return problemResponse(c, error.refusal)
  if (error instanceof HTTPException && error.status === 415) {
    return problemResponse(
      c,
      refusal('type_not_allowed', 'Send JSON, with Content-Type: application/json.'),
    )
  }
  if (error instanceof HTTPException && error.status === 400) {
    return problemResponse(c, refusal('validation_failed', 'The request is not valid.'))
  }
  log.error({ err: error, requestId: c.get('requestId') }, 'unexpected')
  return problemResponse(c, refusal('internal', 'Something went wrong; nothing was changed.'))
}
