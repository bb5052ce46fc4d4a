import type { TicketInput } from '../ticket/messages.js'

export interface CompanionInput extends TicketInput {
  /** Which approval of the ticket; left out by the others. */
  n?: number
}
