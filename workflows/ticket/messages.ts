import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow'
import type { CommandName } from '../../src/domain/ticket/commands.js'
import type { Envelope } from '../../src/domain/ticket/envelope.js'
import type { TicketState } from '../../src/domain/ticket/state.js'

/** Arguments are ids: the state comes by catching up with the row. */
export interface TicketInput {
  organizationId: string
  organizationSlug: string
  ticketId: string
  /** `local` unless an operator's switch says otherwise; fixed for the run, so that it replays. */
  commitAs: 'local' | 'normal'
}

export interface CommandResult {
  seq: number
  revision: number
}

/** Named like the command in history. */
export function commandUpdate(name: CommandName) {
  return defineUpdate<CommandResult, [Envelope]>(name)
}

/** The same name as a signal: an operator's way in, its payload the body of the HTTP route. */
export function commandSignal(name: CommandName) {
  return defineSignal<[unknown]>(name)
}

/** The row has gone on without this run: read it again. */
export const catchUpSignal = defineSignal('catchUp')
export const stateQuery = defineQuery<TicketState | undefined>('state')
