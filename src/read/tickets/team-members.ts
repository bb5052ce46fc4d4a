import type { TicketState } from '../../domain/ticket/state.js'

export function presentTeam({ teamMembers }: TicketState): { userId: string }[] {
  return teamMembers.map((userId) => ({ userId }))
}
