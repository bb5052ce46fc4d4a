import type { Context } from 'hono'
import type { TicketRecord } from '../database/rows.js'
import type { TicketState } from '../domain/ticket/state.js'
import { findTicket, findTicketState } from '../read/tickets/find.js'
import { presentTicket } from '../read/tickets/present.js'
import { type AppDeps, type AppEnv, currentInstant } from './env.js'

/** The ticket after a command, also for a caller who may not view it any more because of that command. */
export async function recordAfter(c: Context<AppEnv>, ticketId: string): Promise<TicketRecord> {
  const { person } = c.get('caller')
  const record = await findTicket(c.get('db'), person, ticketId, 'after_own_command')
  c.header('ETag', etag(record.state.revision))
  return record
}

/** The same, as that caller is shown it. */
export async function ticketAfter(c: Context<AppEnv>, deps: AppDeps, ticketId: string) {
  const record = await recordAfter(c, ticketId)
  return presentTicket(record, c.get('caller').person, currentInstant(deps))
}

/** The same, for answers that say nothing of it. */
export async function stateAfter(c: Context<AppEnv>, ticketId: string): Promise<TicketState> {
  const { person } = c.get('caller')
  const state = await findTicketState(c.get('db'), person, ticketId, 'after_own_command')
  c.header('ETag', etag(state.revision))
  return state
}

export function etag(revision: number): string {
  return `"${revision}"`
}
