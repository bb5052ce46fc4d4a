import { namePerson } from '../../database/names.js'
import type { TicketRecord } from '../../database/rows.js'

export function presentTeam({ state, names }: TicketRecord): { userId: string; name: string }[] {
  return state.teamMembers.map((userId) => ({
    userId,
    name: namePerson(names.people, userId).name,
  }))
}
