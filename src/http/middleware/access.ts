import { createMiddleware } from 'hono/factory'
import type { Caller } from '../../auth/session-cache.js'
import { DomainError, refuse } from '../../domain/errors.js'
import type { hasRole, Permission, Role } from '../../domain/people.js'
import { notForRole } from '../../domain/ticket/refusals.js'
import { recordAudit } from '../../write/audit/record.js'
import type { AppDeps, AppEnv } from '../env.js'
import { callerNetwork } from './rate-limit.js'

/** Who may call an operation at all; what they may do to a ticket is the domain's to say. */
export type Access = 'public' | 'signed_in' | readonly (Role | Permission)[]

/** An admin may do all that a moderator may. */
export const MODERATORS = ['moderator', 'admin'] as const

/** Whoever works on tickets, and so may look colleagues up. */
export const STAFF = ['agent', 'moderator', 'manager', 'admin'] as const

export const AUDITORS = ['admin', 'audit.view'] as const

export type Guard = (access: Access) => ReturnType<typeof createMiddleware<AppEnv>>

export function createGuard(deps: AppDeps): Guard {
  return (access) =>
    createMiddleware<AppEnv>(async (c, next) => {
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
      if (access !== 'signed_in' && !isAllowed(access, caller.person)) {
        await recordAudit(c.get('db'), {
          actor: { kind: 'user', id: caller.person.id },
          origin: c.get('origin'),
          action: 'http.forbidden',
          outcome: 'denied',
          entity: 'operation',
          entityId: `${c.req.method} ${c.req.path}`.slice(0, 200),
        })
        throw new DomainError(notForRole(access))
      }
      return next()
    })
}

async function identify(header: string, { tokens, sessions }: AppDeps): Promise<Caller> {
  const token = /^Bearer ([\w.-]+)$/i.exec(header)?.[1]
  if (token === undefined) return refuse('unauthenticated', 'Sign in and send the access token.')
  return sessions.caller(await tokens.verify(token))
}

function isAllowed(
  access: readonly (Role | Permission)[],
  person: Parameters<typeof hasRole>[0],
): boolean {
  const held: readonly string[] = [...person.roles, ...person.permissions]
  return access.some((wanted) => held.includes(wanted))
}
