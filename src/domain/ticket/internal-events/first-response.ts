import type { EventDefinition } from '../commands/command.js'

/** The first public message of somebody of staff: the message's own transaction appends it. */
export const firstResponse: EventDefinition = {
  internal: true,
  isResponse: true,
  evolve: (state) => state,
}
