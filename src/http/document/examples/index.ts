import { ACCOUNT_EXAMPLES } from './accounts.js'
import { ADMIN_EXAMPLES } from './admin.js'
import { EXAMPLES_AROUND_THE_TICKET } from './around-the-ticket.js'
import { TICKET_EXAMPLES } from './tickets.js'

/** A body for each operation that takes one, by the operation's id. */
export const EXAMPLES: Record<string, object> = {
  ...ACCOUNT_EXAMPLES,
  ...TICKET_EXAMPLES,
  ...EXAMPLES_AROUND_THE_TICKET,
  ...ADMIN_EXAMPLES,
}
