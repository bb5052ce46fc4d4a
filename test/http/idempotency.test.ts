import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import type { Caller } from '../../src/auth/session-cache.js'
import { type ErrorCode, refuse } from '../../src/domain/errors.js'
import type { AppEnv } from '../../src/http/env.js'
import { answerError } from '../../src/http/errors.js'
import { idempotent } from '../../src/http/middleware/idempotency.js'
import { createLogger } from '../../src/logger.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })

/** One route that answers what it is made to, and gives the ids under which it worked. */
async function createProbe(outcomes: ('ok' | 'crash' | ErrorCode)[]) {
  const [user] = await world.db.query<{ id: string; organization_id: string }>(
    `SELECT id, organization_id FROM app_user WHERE email = 'requester@demo.test'`,
    [],
  )
  if (user === undefined) throw new Error('no requester')
  const workIds: string[] = []
  const app = new Hono<AppEnv>()
  app.onError((error, c) => answerError(error, c, createLogger('silent', 'test')))
  app.use(async (c, next) => {
    c.set('caller', { person: { id: user.id } } as Caller) // all that the middleware reads of it
    c.set('db', world.db.of(user.organization_id))
    c.set('workId', crypto.randomUUID())
    c.set('bodyText', '{}')
    await next()
  })
  app.post('/work', idempotent({}), (c) => {
    workIds.push(c.get('workId'))
    const outcome = outcomes.shift() ?? 'ok'
    if (outcome === 'crash') throw new Error('nobody foresaw it')
    if (outcome !== 'ok') return refuse(outcome, 'No.')
    return c.json({ done: true }, 201)
  })
  const headers = { 'Idempotency-Key': crypto.randomUUID() }
  const send = async () => {
    const answer = await app.request('/work', { method: 'POST', headers })
    return { status: answer.status, isReplayed: answer.headers.has('idempotency-replayed') }
  }
  return { send, workIds }
}

describe('the second try with a key', () => {
  it.each<ErrorCode>([
    'invalid_transition',
    'not_found',
    'revision_mismatch',
    'validation_failed', // by the ticket's own rules: what its form forbids has no answer to keep
  ])('gets the refusal %s again', async (code) => {
    const { send, workIds } = await createProbe([code])
    const first = await send()
    expect(await send()).toEqual({ status: first.status, isReplayed: true })
    expect(workIds).toHaveLength(1)
  })
  it.each<ErrorCode>(['forbidden', 'rate_limited', 'internal'])(
    'is new work after %s, under a new id',
    async (code) => {
      const { send, workIds } = await createProbe([code])
      await send()
      expect(await send()).toEqual({ status: 201, isReplayed: false })
      expect(new Set(workIds).size).toBe(2)
    },
  )
  it.each(['unavailable', 'crash'] as const)(
    'is the same work after %s, under the same id',
    async (outcome) => {
      const { send, workIds } = await createProbe([outcome])
      expect((await send()).status).toBeGreaterThanOrEqual(500)
      expect(await send()).toEqual({ status: 201, isReplayed: false })
      expect(workIds).toHaveLength(2)
      expect(new Set(workIds).size).toBe(1)
    },
  )
})
