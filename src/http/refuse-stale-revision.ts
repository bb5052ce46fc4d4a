import type { Context } from 'hono'
import { DomainError } from '../domain/errors.js'
import { staleRevision } from '../domain/ticket/refusals.js'
import type { TicketState } from '../domain/ticket/state.js'
import type { AppEnv } from './env.js'

/** For what is refused without a command: the lock comes before any conflict. */
export function refuseStaleRevision(c: Context<AppEnv>, { revision }: TicketState): void {
  const ifMatch = c.get('ifMatch')
  if (ifMatch !== undefined && ifMatch !== revision) throw new DomainError(staleRevision(revision))
}
