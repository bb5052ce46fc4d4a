import type { TicketParticipant } from '../state.js'

type Role = TicketParticipant['role']

/** Joining again changes nothing but the part: one who was in by a sub-ticket may become the assignee. */
export function join(
  list: TicketParticipant[],
  userId: string,
  role: Role,
  at: string,
): TicketParticipant[] {
  const known = list.find((one) => one.userId === userId)
  if (known === undefined) return [...list, { userId, role, joinedAt: at, historyFrom: at }]
  if (known.role !== 'sub_ticket' && known.role !== 'participant') return list
  return list.map((one) => (one === known ? { ...one, role } : one))
}

/** The requester stays whatever part they lose, and those whom sub-tickets bring in stay by them. */
export function leave(
  list: TicketParticipant[],
  gone: readonly (string | null)[],
  requesterId: string,
): TicketParticipant[] {
  return list.flatMap((one) => {
    if (one.userId === requesterId || !gone.includes(one.userId)) return [one]
    return one.through === undefined ? [] : [{ ...one, role: 'sub_ticket' as const }]
  })
}

/** Whom this sub-ticket brings in is as given; who was in by it alone leaves. */
export function joinThrough(
  list: TicketParticipant[],
  number: string,
  userIds: readonly string[],
  at: string,
): TicketParticipant[] {
  const kept = list.flatMap((one) => {
    if (userIds.includes(one.userId)) return [through(one, [...others(one, number), number])]
    const rest = others(one, number)
    return rest.length === 0 && one.role === 'sub_ticket' ? [] : [through(one, rest)]
  })
  const fresh = userIds
    .filter((id) => !list.some(({ userId }) => userId === id))
    .map((userId): TicketParticipant => {
      return { userId, role: 'sub_ticket', joinedAt: at, historyFrom: at, through: [number] }
    })
  return [...kept, ...fresh]
}

function others({ through: numbers = [] }: TicketParticipant, number: string): string[] {
  return numbers.filter((other) => other !== number)
}

function through(one: TicketParticipant, numbers: string[]): TicketParticipant {
  const { through: _was, ...rest } = one
  return numbers.length === 0 ? rest : { ...rest, through: numbers }
}
