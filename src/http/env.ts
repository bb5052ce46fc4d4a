import type { Context } from 'hono'
import type { Gateway } from '../../temporal/gateway.js'
import type { KeyRing } from '../auth/keys.js'
import type { SignInDeps } from '../auth/login.js'
import type { Caller, SessionCache } from '../auth/session-cache.js'
import type { Database, OrganizationDb } from '../database/pool.js'
import type { ErrorCode } from '../domain/errors.js'
import type { Logger } from '../logger.js'
import type { StateCache } from '../read/tickets/state-cache.js'
import type { EventFeed } from '../realtime/event-feed.js'
import type { Storage } from '../storage/storage.js'
import type { Origin } from '../write/audit/record.js'

export interface AppEnv {
  Variables: {
    requestId: string
    origin: Origin
    caller: Caller
    /** The caller's organization, and nothing else. */
    db: OrganizationDb
    /** The id of the work of this request: that of its idempotency key, or a new one. */
    workId: string
    /** A command under that id was carried out: asking again under it gives its answer, and carries out nothing. */
    answersCommand?: boolean
    /** The body as it was sent, of a route that writes; `{}` where there was none. */
    bodyText: string
    /** Why the answer is no success; undefined while it is one. */
    refusalCode: ErrorCode | undefined
    /** The revision that `If-Match` names, of a route that writes. */
    ifMatch: number | undefined
  }
}

/** What work needs to know of whoever asks for it: a request has it, and a frame of a socket. */
export type Asked = Pick<AppEnv['Variables'], 'caller' | 'db' | 'origin' | 'workId' | 'ifMatch'>

export interface Asking {
  get<K extends keyof Asked>(key: K): Asked[K]
}

/** Spends one of the key's budget, says so in the headers, and refuses when it is spent. */
export type Spend = (c: Pick<Context<AppEnv>, 'header'>, key: string) => Promise<void>

export interface Budgets {
  /** What a network may try to sign in. */
  logins: Spend
  /** What a network may ask without having signed in. */
  addresses: Spend
  requests: Spend
  organizations: Spend
}

export interface DependencyState {
  ok: boolean
  detail: string
}

/** The edge reads the clock, once where it is needed. */
export function currentInstant({ now }: { now: () => number }): string {
  return new Date(now()).toISOString()
}

export interface AppDeps extends SignInDeps {
  db: Database
  gateway: Gateway
  sessions: SessionCache
  ticketStates: StateCache
  keys: KeyRing
  budgets: Budgets
  storage: Storage
  log: Logger
  events: EventFeed
  /** Tells the sequencer that something was committed. */
  notifyCommitted: () => void
  now: () => number
  newId: () => string
  readiness: () => Promise<{ ready: boolean; dependencies: Record<string, DependencyState> }>
  settings: {
    showsDevMails: boolean
    corsOrigins: string[]
    trustedProxies: number
    metricsToken: string | undefined
    /** Where a front end shows the tickets; undefined where there is none. */
    publicUrl: string | undefined
    /** Nothing that is asked for may come back more often. */
    shortestRepeat: string
    /** What one user's files may have together, in bytes; 0 is no limit. */
    uploadQuota: number
  }
}
