import type { Person } from '../people.js'
import { commandRule } from '../ticket/commands/index.js'
import { permit } from '../ticket/decider.js'
import type { TicketState } from '../ticket/state.js'
import { findRelations } from './relations.js'

/** Whether this one may take the ticket, if they have room: nobody has it, and they are of those who work on such. */
export function mayClaim(person: Person, state: TicketState): boolean {
  const relations = findRelations(state, { kind: 'user', id: person.id }, person)
  return state.assigneeId === null && permit(commandRule('claim'), state, relations) === 'allowed'
}
