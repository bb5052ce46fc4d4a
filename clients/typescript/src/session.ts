import { errorFromProblem, PerdureError, unreachable } from './errors.js'
import type { components, operations } from './schema.js'

export type Credentials = NonNullable<
  operations['login']['requestBody']
>['content']['application/json']
export type SignedIn = components['schemas']['SignedIn']
export type Tokens = components['schemas']['Tokens']

/** Where a program keeps the tokens between two of its runs; in memory where it gives none. */
export interface TokenStore {
  read(): Tokens | undefined
  write(tokens: Tokens | undefined): void
}

export interface Session {
  signIn(credentials: Credentials): Promise<SignedIn>
  signOut(): Promise<void>
  /** Fresh for as long as a request takes; undefined where nobody is signed in. */
  accessToken(): Promise<string | undefined>
  /** After a 401: a new one, unless another request has fetched it already. */
  renewed(spent: string): Promise<string | undefined>
}

interface SessionOptions {
  baseUrl: string
  send: (request: Request) => Promise<Response>
  nowMs: () => number
  exclusively: <T>(work: () => Promise<T>) => Promise<T>
  store: TokenStore
}

const SPARE_MS = 30_000

export function memoryStore(): TokenStore {
  let kept: Tokens | undefined
  return {
    read: () => kept,
    write: (tokens) => {
      kept = tokens
    },
  }
}

/** Signs in, and keeps the access token fresh; one renewal at a time, since a refresh token can be used once. */
export function createSession(options: SessionOptions): Session {
  const { baseUrl, send, nowMs, exclusively, store } = options
  let freshUntilMs = 0
  let renewing: Promise<string | undefined> | undefined

  function keep(tokens: Tokens | undefined): void {
    store.write(tokens)
    freshUntilMs = tokens === undefined ? 0 : nowMs() + tokens.expiresIn * 1000 - SPARE_MS
  }

  async function post<T>(path: string, body: unknown, token?: string): Promise<T> {
    const headers = new Headers({ 'Content-Type': 'application/json' })
    if (token !== undefined) headers.set('Authorization', `Bearer ${token}`)
    const request = { method: 'POST', headers, body: JSON.stringify(body) }
    const response = await send(new Request(`${baseUrl}${path}`, request)).catch((cause) => {
      throw unreachable(undefined, { cause })
    })
    const answer =
      response.status === 204 ? undefined : await response.json().catch(() => undefined)
    if (!response.ok) throw errorFromProblem(response.status, answer)
    return answer // the document says what these two routes answer
  }

  async function renew(): Promise<string | undefined> {
    const spent = store.read()?.accessToken
    return exclusively(async () => {
      const known = store.read()
      if (known === undefined) return undefined
      if (known.accessToken !== spent)
        keep(known) // who shares the store has renewed it meanwhile
      else keep(await refresh(known.refreshToken))
      return store.read()?.accessToken
    })
  }

  async function refresh(given: string): Promise<Tokens> {
    try {
      const next = await post<Tokens>('/auth/refresh', { refreshToken: given })
      const { accessToken, refreshToken, expiresIn } = next
      return { accessToken, refreshToken, expiresIn }
    } catch (error) {
      if (error instanceof PerdureError && error.status === 401) keep(undefined)
      throw error
    }
  }

  function renewOnce(): Promise<string | undefined> {
    renewing ??= renew().finally(() => {
      renewing = undefined
    })
    return renewing
  }

  return {
    signIn: async (credentials) => {
      const signedIn = await post<SignedIn>('/auth/login', credentials)
      const { accessToken, refreshToken, expiresIn } = signedIn
      keep({ accessToken, refreshToken, expiresIn })
      return signedIn
    },
    signOut: async () => {
      const token = store.read()?.accessToken
      if (token !== undefined) await post('/auth/logout', {}, token).catch(ignoreEndedSession)
      keep(undefined)
    },
    accessToken: async () => {
      const known = store.read()?.accessToken
      return known === undefined || nowMs() < freshUntilMs ? known : renewOnce()
    },
    renewed: async (spent) => {
      const known = store.read()?.accessToken
      return known === spent ? renewOnce() : known
    },
  }
}

function ignoreEndedSession(error: unknown): void {
  if (!(error instanceof PerdureError && error.status === 401)) throw error
}
