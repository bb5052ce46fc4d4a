import { z } from 'zod'
import { actor, timestamp } from './common.js'
import { commandName } from './enums.js'
import { ticket } from './tickets.js'

export const ticketUndone = ticket
  .extend({ undone: z.strictObject({ command: commandName, at: timestamp, by: actor }) })
  .meta({ id: 'TicketUndone' })
