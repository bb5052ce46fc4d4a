import type { Ground, PARTICIPANT_ROLES, TicketParticipant } from './state.js'

export type ParticipantRole = (typeof PARTICIPANT_ROLES)[number]

/** The strongest first: those before the team members may write. */
const STRENGTH = [
  'requester',
  'assignee',
  'participant',
  'sub_ticket_assignee',
  'team_member',
  'sub_ticket_team_member',
] as const satisfies Ground['as'][]

const ROLES: Record<Ground['as'], ParticipantRole> = {
  requester: 'requester',
  assignee: 'assignee',
  participant: 'participant',
  sub_ticket_assignee: 'sub_ticket',
  team_member: 'team_member',
  sub_ticket_team_member: 'sub_ticket',
}

/** What others see somebody as: their strongest ground. */
export function participantRole({
  grounds: [strongest],
}: Pick<TicketParticipant, 'grounds'>): ParticipantRole {
  return strongest === undefined ? 'participant' : ROLES[strongest.as]
}

/** Team members read along, of the ticket or of a sub-ticket, unless something else lets them write. */
export function readsOnly({ grounds }: Pick<TicketParticipant, 'grounds'>): boolean {
  return grounds.every(({ as }) => as === 'team_member' || as === 'sub_ticket_team_member')
}

export function hasGround(
  { grounds }: Pick<TicketParticipant, 'grounds'>,
  ...some: Ground['as'][]
): boolean {
  return grounds.some(({ as }) => some.includes(as))
}

function compareGrounds(one: Ground, other: Ground): number {
  const number = (ground: Ground) => ('number' in ground ? ground.number : '')
  const byStrength = STRENGTH.indexOf(one.as) - STRENGTH.indexOf(other.as)
  if (byStrength !== 0 || number(one) === number(other)) return byStrength
  return number(one) < number(other) ? -1 : 1
}

/** Whoever becomes the assignee is no team member any more. */
export function addGround(grounds: readonly Ground[], ground: Ground): Ground[] {
  const rest = grounds.filter(
    (known) =>
      compareGrounds(known, ground) !== 0 &&
      !(ground.as === 'assignee' && known.as === 'team_member'),
  )
  return [...rest, ground].sort(compareGrounds)
}
