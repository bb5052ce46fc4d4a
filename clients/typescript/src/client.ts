import createFetchClient, { type Client } from 'openapi-fetch'
import { errorFromProblem, PerdureError } from './errors.js'
import { fileTicket, type NewTicket, type Ticket } from './file-ticket.js'
import { createLive, type Live } from './live/live.js'
import type { LiveOptions } from './live/options.js'
import type { PutBytes } from './put.js'
import { createRetryingFetch, type RetryOptions, type Surroundings } from './retry.js'
import type { paths } from './schema.js'
import { createSession, memoryStore, type Session, type TokenStore } from './session.js'
import { take } from './take.js'
import { type UploadOptions, uploadFile } from './upload.js'

export interface ClientOptions {
  /** Where the server is, without `/api/v1`. */
  url: string
  tokens?: TokenStore
  retry?: RetryOptions
  surroundings?: Partial<Surroundings>
  /** How bytes are sent in; tests break it off. */
  put?: PutBytes
}

export interface Perdure extends Pick<Session, 'signIn' | 'signOut'> {
  /** All operations of the document, typed; retried and signed in. `take` gives what they answer, or throws. */
  api: Client<paths>
  /** Files a ticket, or begins a draft. */
  fileTicket: (body: NewTicket) => Promise<Ticket>
  /** Sends a file in; gives the key that `attachments` takes. */
  upload: (file: Blob & { name?: string }, options?: UploadOptions) => Promise<string>
  /** What happens, as it happens: by a socket, and by the long poll where there is none. */
  live: (options?: LiveOptions) => Promise<Live>
  /** Waits for a command that was answered 202, and gives what it led to. Throws what it was refused for. */
  settle: (accepted: { operationId: string }, options?: { withinMs?: number }) => Promise<unknown>
}

const LOOK_EVERY_MS = 1_000
const SETTLE_WITHIN_MS = 60_000

export function createPerdure({ url, tokens, retry, surroundings, put }: ClientOptions): Perdure {
  const around = { ...here(), ...surroundings }
  const baseUrl = `${url.replace(/\/+$/, '')}/api/v1`
  const resilient = createRetryingFetch(around, retry)
  const session = createSession({
    baseUrl,
    send: resilient,
    nowMs: around.nowMs,
    exclusively: around.exclusively,
    store: tokens ?? memoryStore(),
  })
  const api = createFetchClient<paths>({ baseUrl, fetch: signed(session, resilient) })
  return {
    api,
    signIn: session.signIn,
    signOut: session.signOut,
    fileTicket: (body) => fileTicket(api, body),
    upload: (file, options) =>
      uploadFile(
        { api, url, surroundings: around, ...(retry && { retry }), ...(put && { put }) },
        file,
        options,
      ),
    live: (options) => createLive({ api, baseUrl, surroundings: around }, options),
    settle: (accepted, { withinMs = SETTLE_WITHIN_MS } = {}) =>
      settleOperation(api, around, { operationId: accepted.operationId, withinMs }),
  }
}

function here(): Surroundings {
  return {
    fetch: (request) => fetch(request),
    nowMs: Date.now,
    sleepMs,
    random: Math.random,
    newKey,
    exclusively,
  }
}

/** Pages that came without TLS have no `randomUUID`. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A browser's tabs share its storage, and take turns; elsewhere programs have a store each. */
async function exclusively<T>(work: () => Promise<T>): Promise<T> {
  const { locks }: { locks?: LockManager } = globalThis.navigator ?? {}
  return locks === undefined ? work() : await locks.request('perdure-session', work)
}

/** Signs each request; a session that was renewed elsewhere is asked for once more. */
function signed(session: Session, send: (request: Request) => Promise<Response>) {
  return async (request: Request): Promise<Response> => {
    const token = await session.accessToken()
    if (token === undefined) return send(request)
    const again = request.clone()
    const response = await send(withToken(request, token))
    if (response.status !== 401) return response
    const next = await session.renewed(token).catch(() => undefined)
    return next === undefined ? response : send(withToken(again, next))
  }
}

function withToken(request: Request, token: string): Request {
  request.headers.set('Authorization', `Bearer ${token}`)
  return request
}

async function settleOperation(
  api: Client<paths>,
  { nowMs, sleepMs }: Surroundings,
  { operationId, withinMs }: { operationId: string; withinMs: number },
): Promise<unknown> {
  const endMs = nowMs() + withinMs
  for (;;) {
    const { status, result, problem } = await take(
      api.GET('/operations/{id}', { params: { path: { id: operationId } } }),
    )
    if (status === 'applied') return result
    if (status === 'rejected') throw errorFromProblem(Number(problem?.status ?? 409), problem)
    if (nowMs() >= endMs) {
      const message =
        'The command waits longer than it was waited for; ask for its operation again.'
      throw new PerdureError({
        status: 202,
        code: 'unavailable',
        message,
        details: { operationId },
      })
    }
    await sleepMs(LOOK_EVERY_MS)
  }
}

function sleepMs(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const wake = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', wake)
      resolve()
    }, ms)
    if (signal?.aborted === true) wake()
    else signal?.addEventListener('abort', wake, { once: true })
  })
}
