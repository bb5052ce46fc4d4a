import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { idempotencyKey } from '../../contracts/common.js'
import { DomainError, refuse } from '../../domain/errors.js'
import {
  claimKey,
  forgetKey,
  type KeptAnswer,
  type KeyState,
  keepAnswer,
  releaseKey,
} from '../../write/idempotency/keys.js'
import type { AppEnv } from '../env.js'
import { createSharedLooks } from '../shared-looks.js'
import { type Contract, refuseInvalidShape } from '../validation.js'

const WAIT_MS = 5_000
const POLL_MS = 100
const KEPT_HEADERS = ['content-type', 'etag', 'location']
/** Whoever asks for a few bytes' work must not make us keep a long text each time. */
const MOST_KEPT = 4_096
/** Answers that say nothing of the work itself. */
const NOT_KEPT = new Set([401, 403, 429])

/**
 * The same key, method, path and body does the work once. It stands behind the guard, because a key
 * belongs to a user, and before the handler, which is what it must not repeat; a request that is not valid has no
 * answer to keep.
 */
export function idempotent(contract: Contract) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const key = readKey(c.req.header('idempotency-key'))
    if (key === undefined) return next()
    await refuseInvalidShape(c, contract)
    const fingerprint = createHash('sha256')
      .update(`${c.req.method} ${c.req.path}\n${c.get('bodyText')}`)
      .digest('hex')
    const state = await claimOrWait(c, key, fingerprint)
    if (state.kind !== 'begin' && state.fingerprint !== fingerprint) {
      refuse(
        'idempotency_mismatch',
        'This Idempotency-Key was used for another request: choose a new one.',
      )
    }
    c.set('workId', state.id)
    if (state.kind === 'answered') {
      c.header('Idempotency-Replayed', 'true')
      // After a 202 the command's present answer counts, and its id leads to it; so it does to one that was too long.
      if (state.answer.status !== 202 && state.answer.body !== null) return replay(c, state.answer)
    }
    await next()
    await settleKey(c, key)
  })
}

function readKey(header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  const parsed = idempotencyKey.safeParse(header)
  if (parsed.success) return parsed.data
  return refuse('validation_failed', 'The Idempotency-Key must be 1 to 255 printable characters.')
}

const lookAgain = createSharedLooks<KeyState>(POLL_MS)

/** Claims the key, or waits until the request that holds it has its answer. */
async function claimOrWait(
  c: Context<AppEnv>,
  key: string,
  fingerprint: string,
): Promise<KeyState> {
  const db = c.get('db')
  const request = { userId: c.get('caller').person.id, key, fingerprint, id: c.get('workId') }
  const claim = () => claimKey(db, request)
  const name = JSON.stringify([db.organizationId, request.userId, key, fingerprint])
  let seen = { result: await claim(), isOwn: true }
  for (const until = Date.now() + WAIT_MS; ; seen = await lookAgain(name, claim)) {
    const { result, isOwn } = seen
    if (result.kind === 'begin' ? isOwn : !isWaitedFor(result, fingerprint)) return result
    if (Date.now() > until) {
      refuse('idempotency_in_flight', 'The first request with this Idempotency-Key still runs.')
    }
  }
}

/** Another request's key is answered at once: that it is another is all there is to say. */
function isWaitedFor(state: KeyState, fingerprint: string): boolean {
  return state.kind === 'in_flight' && state.fingerprint === fingerprint
}

/** A refusal that was thrown inside has become the response by now, and stands in `c.error` too. */
async function settleKey(c: Context<AppEnv>, key: string): Promise<void> {
  const db = c.get('db')
  const userId = c.get('caller').person.id
  const { status } = c.res
  if (status >= 500) {
    const isDecided = c.error instanceof DomainError && c.error.refusal.code === 'internal'
    return isDecided ? forgetKey(db, userId, key) : releaseKey(db, userId, key)
  }
  if (NOT_KEPT.has(status)) return forgetKey(db, userId, key)
  return keepAnswer(db, userId, key, await copyAnswer(c))
}

/** A long answer to a command is built again, as the caller may see it then: the command's id leads to it. So is a secret. */
async function copyAnswer(c: Context<AppEnv>): Promise<KeptAnswer> {
  const response = c.res
  if (c.get('keepsAnswer') === true) return { status: response.status, headers: {}, body: null }
  const headers: Record<string, string> = {}
  for (const name of KEPT_HEADERS) {
    const value = response.headers.get(name)
    if (value !== null) headers[name] = value
  }
  const text = await response.clone().text()
  const isTooLong = c.get('answersCommand') === true && text.length > MOST_KEPT
  const isKept = !isTooLong && c.get('answersSecret') !== true
  return { status: response.status, headers, body: isKept ? text : null }
}

function replay(c: Context<AppEnv>, { status, headers, body }: KeptAnswer): Response {
  for (const [name, value] of Object.entries(headers)) c.header(name, value)
  if (body === null || status === 204) return c.body(null, 204)
  return c.body(body, status as 200) // a status that was answered before
}
