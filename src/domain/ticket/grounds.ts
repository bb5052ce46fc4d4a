import type { Ground, Grounds, PARTICIPANT_ROLES, TicketParticipant } from './state.js'

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
  return ROLES[strongest.as]
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
export function addGround(grounds: readonly Ground[], ground: Ground): Grounds {
  const others = grounds.filter(({ as }) => !(ground.as === 'assignee' && as === 'team_member'))
  const [strongest, ...stronger] = others.filter((known) => compareGrounds(known, ground) < 0)
  const weaker = others.filter((known) => compareGrounds(known, ground) > 0)
  return strongest === undefined ? [ground, ...weaker] : [strongest, ...stronger, ground, ...weaker]
}

/** Nobody is left of whoever has no ground left. */
export function keepGrounds(
  participant: TicketParticipant,
  isKept: (ground: Ground) => boolean,
): TicketParticipant[] {
  const [strongest, ...others] = participant.grounds.filter(isKept)
  return strongest === undefined ? [] : [{ ...participant, grounds: [strongest, ...others] }]
}
