import { z } from '@hono/zod-openapi'
import { login } from '../../auth/login.js'
import { refresh } from '../../auth/refresh.js'
import { endSession, listSessions } from '../../auth/sessions.js'
import { page } from '../../contracts/common.js'
import { loginBody, refreshBody, session, signedIn, tokens } from '../../contracts/people.js'
import { emptyBody } from '../../contracts/ticket-bodies.js'
import { isUuid } from '../../database/uuid.js'
import { refuse } from '../../domain/errors.js'
import { readMe } from '../../read/users/me.js'
import { keyed } from '../idempotency.js'
import { createLimit } from '../middleware/rate-limit.js'
import { body, json, operation, problems } from '../route.js'
import type { RouteKit } from './kit.js'

export function addAuthRoutes({ app, deps, guard }: RouteKit): void {
  const spend = createLimit({
    name: 'logins',
    points: deps.settings.loginsPerAddress,
    seconds: 900,
  })

  app.openapi(
    operation(guard, 'public', {
      method: 'post',
      path: '/auth/login',
      tags: ['Sign-in'],
      summary: 'Sign in with email or employee code',
      request: body(loginBody),
      responses: { 200: json(signedIn, 'Signed in'), ...problems(400, 401, 403, 413, 415, 429) },
    }),
    async (c) => {
      await spend(c, c.get('origin').ip ?? 'unknown')
      const { userId, organizationId, ...pair } = await login(
        deps,
        c.req.valid('json'),
        c.get('origin'),
      )
      deps.notifyCommitted()
      return c.json({ ...pair, user: await readMe(deps.db.of(organizationId), userId) }, 200)
    },
  )

  app.openapi(
    operation(guard, 'public', {
      method: 'post',
      path: '/auth/refresh',
      tags: ['Sign-in'],
      summary: 'Rotate the pair of tokens; a used one again ends the session',
      request: body(refreshBody),
      responses: { 200: json(tokens, 'A new pair'), ...problems(400, 401, 413, 415, 429) },
    }),
    async (c) => {
      const pair = await refresh(deps, c.req.valid('json').refreshToken, (sessionId) =>
        deps.sessions.forget({ sessionId }),
      )
      return c.json(pair, 200)
    },
  )

  app.openapi(
    operation(guard, 'signed_in', {
      method: 'post',
      path: '/auth/logout',
      tags: ['Sign-in'],
      summary: 'End this session; its access token is dead at once',
      request: body(emptyBody, false),
      responses: { 204: { description: 'Signed out' }, ...problems(400, 401) },
    }),
    async (c) => {
      const { person, sessionId } = c.get('caller')
      await endSession(c.get('db'), person.id, sessionId, c.get('origin'))
      deps.sessions.forget({ sessionId })
      return c.body(null, 204)
    },
  )

  app.openapi(
    operation(guard, 'signed_in', {
      method: 'get',
      path: '/auth/sessions',
      tags: ['Sign-in'],
      summary: 'Where am I signed in',
      responses: { 200: json(page(session), 'Live sessions'), ...problems(401) },
    }),
    async (c) => {
      const { person, sessionId } = c.get('caller')
      return c.json(
        { items: await listSessions(c.get('db'), person.id, sessionId), nextCursor: null },
        200,
      )
    },
  )

  app.openapi(
    operation(guard, 'signed_in', {
      method: 'delete',
      path: '/auth/sessions/{id}',
      tags: ['Sign-in'],
      summary: 'End one of my sessions',
      request: { params: z.strictObject({ id: z.string() }) },
      responses: { 204: { description: 'Ended' }, ...problems(401, 404) },
    }),
    keyed(async (c) => {
      const { id } = c.req.param()
      const { person } = c.get('caller')
      const ended =
        isUuid(id ?? '') && (await endSession(c.get('db'), person.id, id ?? '', c.get('origin')))
      if (!ended) refuse('not_found', 'There is no such session.')
      deps.sessions.forget({ sessionId: id ?? '' })
      return c.body(null, 204)
    }),
  )
}
