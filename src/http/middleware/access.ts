import type { MiddlewareHandler } from 'hono'
import type { Caller } from '../../auth/session-cache.js'
import { DomainError, refuse } from '../../domain/errors.js'
import type { Permission, Person, Role } from '../../domain/people.js'
import { notForRole } from '../../domain/ticket/refusals.js'
import { recordAudit } from '../../write/audit/record.js'
import type { AppDeps, AppEnv } from '../env.js'
import { type Contract, refuseInvalidShape } from '../validation.js'
import { callerNetwork } from './rate-limit.js'

/** Who may call an operation at all; what they may do to a ticket is the domain's to say. */
export type Access = 'public' | 'signed_in' | readonly (Role | Permission)[]

/** An admin may do all that a moderator may. */
export const MODERATORS = ['moderator', 'admin'] as const

export const AUDITORS = ['admin', 'audit.view'] as const

type Middleware = MiddlewareHandler<AppEnv>

export interface Guard {
  /** Who asks: the first refusal of all, before anything of the body is read. */
  signIn(access: Access): Middleware
  /** Whether their role is let in: after the request's form and its key, before what it is about. */
  admit(access: Access, contract: Contract): Middleware
}

export function createGuard(deps: AppDeps): Guard {
  return { signIn: (access) => signIn(deps, access), admit }
}

function signIn(deps: AppDeps, access: Access): Middleware {
  return async (c, next) => {
    c.set('workId', deps.newId())
    if (access === 'public') return next()
    const header = c.req.header('authorization') ?? ''
    const caller = await identify(header, deps).catch(async (refused: unknown) => {
      await deps.budgets.addresses(c, callerNetwork(c)) // only what is refused costs the network it comes from
      throw refused
    })
    c.set('caller', caller)
    await deps.budgets.requests(c, caller.person.id)
    await deps.budgets.organizations(c, caller.organizationId)
    c.set('db', deps.db.of(caller.organizationId))
    return next()
  }
}

function admit(access: Access, contract: Contract): Middleware {
  return async (c, next) => {
    if (typeof access === 'string' || isAllowed(access, c.get('caller').person)) return next()
    await refuseInvalidShape(c, contract)
    await recordAudit(c.get('db'), {
      actor: { kind: 'user', id: c.get('caller').person.id },
      origin: c.get('origin'),
      action: 'http.forbidden',
      outcome: 'denied',
      entity: 'operation',
      entityId: `${c.req.method} ${c.req.path}`.slice(0, 200),
    })
    throw new DomainError(notForRole(access))
  }
}

async function identify(header: string, { tokens, sessions }: AppDeps): Promise<Caller> {
  const token = /^Bearer ([\w.-]+)$/i.exec(header)?.[1]
  if (token === undefined) return refuse('unauthenticated', 'Sign in and send the access token.')
  return sessions.caller(await tokens.verify(token))
}

/** Whether somebody has one of these roles or permissions. */
export function isAllowed(access: readonly (Role | Permission)[], person: Person): boolean {
  const held: readonly string[] = [...person.roles, ...person.permissions]
  return access.some((wanted) => held.includes(wanted))
}
