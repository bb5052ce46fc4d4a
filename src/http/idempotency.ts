import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from 'hono'
import { idempotencyKey } from '../contracts/common.js'
import { DomainError, refuse } from '../domain/errors.js'
import {
  claimKey,
  forgetKey,
  type KeptAnswer,
  type KeyState,
  keepAnswer,
  releaseKey,
} from '../write/idempotency/keys.js'
import type { AppEnv } from './env.js'
import { HTTP_STATUS, problemResponse } from './errors.js'

const WAIT_MS = 5_000
const POLL_MS = 100
const KEPT_HEADERS = ['content-type', 'etag', 'location']
/** Answers that say nothing of the work itself. */
const NOT_KEPT = new Set([400, 401, 403, 413, 415, 429])

/** Wraps a writing handler: the same key, method, path and body does the work once. */
export function keyed<H extends (c: Context<AppEnv>) => Promise<unknown>>(handler: H): H {
  const wrapped = async (c: Context<AppEnv>): Promise<unknown> => {
    const header = c.req.header('idempotency-key')
    if (header === undefined) return handler(c)
    const parsed = idempotencyKey.safeParse(header)
    if (!parsed.success) {
      refuse('validation_failed', 'The Idempotency-Key must be 1 to 255 printable characters.')
    }
    return withKey(c, parsed.data, () => handler(c))
  }
  return wrapped as H // it takes and answers what the handler does
}

async function withKey(
  c: Context<AppEnv>,
  key: string,
  work: () => Promise<unknown>,
): Promise<unknown> {
  const db = c.get('db')
  const userId = c.get('caller').person.id
  const fingerprint = createHash('sha256')
    .update(`${c.req.method} ${c.req.path}\n${await c.req.text()}`)
    .digest('hex')
  const state = await settledKey(
    () => claimKey(db, { userId, key, fingerprint, id: c.get('workId') }),
    fingerprint,
  )
  c.set('workId', state.id)
  if (state.kind === 'answered') {
    c.header('Idempotency-Replayed', 'true')
    // After a 202 the command's present answer counts, and its id leads to it.
    if (state.answer.status !== 202) return replay(c, state.answer)
  }
  const response = await answerOf(c, key, work)
  if (NOT_KEPT.has(response.status)) await forgetKey(db, userId, key)
  else await keepAnswer(db, userId, key, await keptOf(response))
  return response
}

async function settledKey(
  claim: () => Promise<KeyState>,
  fingerprint: string,
): Promise<Exclude<KeyState, { kind: 'in_flight' }>> {
  for (const until = Date.now() + WAIT_MS; ; await sleep(POLL_MS)) {
    const state = await claim()
    if (state.kind === 'begin') return state
    if (state.fingerprint !== fingerprint) {
      refuse('idempotency_mismatch', 'This Idempotency-Key was used for another request.')
    }
    if (state.kind === 'answered') return state
    if (Date.now() > until) {
      refuse('idempotency_in_flight', 'The first request with this Idempotency-Key still runs.')
    }
  }
}

async function answerOf(
  c: Context<AppEnv>,
  key: string,
  work: () => Promise<unknown>,
): Promise<Response> {
  try {
    const answer = await work()
    if (answer instanceof Response) return answer
    throw new Error('a handler answered no response')
  } catch (error) {
    if (error instanceof DomainError && HTTP_STATUS[error.refusal.code] < 500) {
      return problemResponse(c, error.refusal)
    }
    const settled = error instanceof DomainError && error.refusal.code === 'internal'
    const letGo = settled ? forgetKey : releaseKey
    await letGo(c.get('db'), c.get('caller').person.id, key)
    throw error
  }
}

async function keptOf(response: Response): Promise<KeptAnswer> {
  const headers: Record<string, string> = {}
  for (const name of KEPT_HEADERS) {
    const value = response.headers.get(name)
    if (value !== null) headers[name] = value
  }
  return { status: response.status, headers, body: await response.clone().text() }
}

function replay(c: Context<AppEnv>, { status, headers, body }: KeptAnswer): Response {
  for (const [name, value] of Object.entries(headers)) c.header(name, value)
  if (body === null || status === 204) return c.body(null, 204)
  return c.body(body, status as 200) // a status that was answered before
}
