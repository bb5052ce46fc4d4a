import type { TicketState } from '../../state.js'
import type { Dated } from '../command.js'

/** The row stays, and no timer of it runs any more. */
export function softDelete(state: TicketState, { at }: Dated<object>): TicketState {
  return { ...state, deletedAt: at, deadlines: {} }
}
