import type { Context } from 'hono'
import type { Gateway } from '../../temporal/gateway.js'
import type { KeyRing } from '../auth/keys.js'
import type { SignInDeps } from '../auth/login.js'
import type { OidcProvider } from '../auth/oidc/provider.js'
import type { ScimClient } from '../auth/scim-tokens.js'
import type { Caller, SessionCache } from '../auth/session-cache.js'
import type { ChatbotDeps } from '../chatbot/question.js'
import type { Database, OrganizationDb } from '../database/pool.js'
import type { ErrorCode } from '../domain/errors.js'
import type { Logger } from '../logger.js'
import type { Outbound } from '../outbound/outbound.js'
import type { DashboardStore } from '../read/dashboards/cache.js'
import type { StateCache } from '../read/tickets/state-cache.js'
import type { EventFeed } from '../realtime/event-feed.js'
import type { StaffStore } from '../staff-store/client.js'
import type { Storage } from '../storage/storage.js'
import type { Origin } from '../write/audit/record.js'
import type { MailboxServers } from '../write/mailboxes/mailbox-server.js'

export interface AppEnv {
  Variables: {
    requestId: string
    origin: Origin
    caller: Caller
    /** The directory that asks, of a route of SCIM. */
    scimClient: ScimClient
    /** The caller's organization, and nothing else. */
    db: OrganizationDb
    /** The id of the work of this request: that of its idempotency key, or a new one. */
    workId: string
    /** A command under that id was carried out: asking again under it gives its answer, and carries out nothing. */
    answersCommand?: boolean
    /** The answer has a secret, and is kept nowhere: asking again under that id gives another. */
    answersSecret?: boolean
    /** The work itself keeps its answer: asking again under that id gives it, as its caller may have it then. */
    keepsAnswer?: boolean
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
  /** How many a network may register. */
  registrations: Spend
  requests: Spend
  organizations: Spend
  /** What one person may have exported. */
  exports: Spend
  /** What other systems may say of one ticket. */
  replies: Spend
  /** What one person may ask the assistant. */
  chatbot: Spend
  /** What a directory may ask by one token. */
  directories: Spend
}

export interface DependencyState {
  ok: boolean
  detail: string
}

/** The edge reads the clock, once where it is needed. */
export function currentInstant({ now }: { now: () => number }): string {
  return new Date(now()).toISOString()
}

/** A provider of OpenID Connect, and how far it is trusted. */
export interface OidcAccess {
  provider: OidcProvider
  redirectUrl: string
  /** The slug of the one organization whose provider it is. */
  organization: string | undefined
  /** Addresses of which it says nothing more are believed, of that organization. */
  trustsAddresses: boolean
}

export interface AppDeps extends SignInDeps {
  /** Undefined where none is configured. */
  oidc: OidcAccess | undefined
  db: Database
  gateway: Gateway
  sessions: SessionCache
  ticketStates: StateCache
  dashboards: DashboardStore
  keys: KeyRing
  budgets: Budgets
  storage: Storage
  /** Undefined where none is configured. */
  staffStore: StaffStore | undefined
  log: Logger
  /** Judges addresses to which something is to be pushed later. */
  pushServices: Pick<Outbound, 'judge'>
  /** Judges addresses that are to be told of what happens. */
  webhookReceivers: Pick<Outbound, 'judge'>
  /** Servers of mailboxes, which admins name. */
  mailboxServers: MailboxServers
  events: EventFeed
  chatbot: ChatbotDeps
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
    /** What browsers subscribe with; undefined where nothing is pushed. */
    pushPublicKey: string | undefined
    /** People may ask to be told by text message. */
    hasSms: boolean
    /** Nothing that is asked for may come back more often. */
    shortestRepeat: string
    /** What one user's files may have together, in bytes; 0 is no limit. */
    uploadQuota: number
  }
}
