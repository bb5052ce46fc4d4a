import { required } from '../../assert.js'
import { DEADLINE_KINDS } from '../deadline.js'
import type {
  ParentPlace,
  SubTickets,
  TakenBySubTicket,
  TicketParticipant,
  TicketState,
} from '../state.js'

type Taken = TakenBySubTicket & { place: ParentPlace }

/** What an event of a sub-ticket takes from its parent is kept for as long as that event may be undone. */
export function keepTaken(
  before: TicketState,
  after: TicketState,
  { number, undoable }: { number: string; undoable?: number },
): TicketState {
  const { taken: known, ...subTickets } = required(after.subTickets, 'sub-ticket')
  const { [number]: _earlier, ...others } = known
  const taken =
    undoable === undefined
      ? others
      : { ...others, [number]: add(before, take(before, after, number, undoable), number) }
  return { ...after, subTickets: { ...subTickets, taken } }
}

/** What follows from an action takes more; the undo of the action gives all of it back, and leads to where the first was. */
function add(before: TicketState, one: Taken, number: string): TakenBySubTicket {
  const earlier = before.subTickets?.taken[number]
  if (earlier?.seq !== one.seq) return one
  const isNew = ({ userId }: TicketParticipant) =>
    !earlier.participants.some((known) => known.userId === userId)
  return {
    ...one,
    participants: [...earlier.participants, ...one.participants.filter(isNew)],
    place: addPlace(earlier.place, one.place),
  }
}

function addPlace(earlier: ParentPlace | null, later: ParentPlace): ParentPlace | null {
  if (earlier === null) return null
  return {
    ...earlier,
    requests: [...earlier.requests, ...later.requests],
    deadlines: { ...later.deadlines, ...earlier.deadlines },
  } as ParentPlace // the status is the earlier one's
}

/** A parent that has moved otherwise, by itself or by another sub-ticket, does not go back to where it was. */
export function forgetPlaces(state: TicketState): TicketState {
  const { subTickets } = state
  if (subTickets === null) return state
  return { ...state, subTickets: changeTaken(subTickets, (one) => ({ ...one, place: null })) }
}

/** Whom a moderator has taken out since reads from whenever they are let in again. */
export function forgetReader(subTickets: SubTickets, userId: string): SubTickets {
  return changeTaken(subTickets, ({ participants, ...one }) => ({
    ...one,
    participants: participants.filter((known) => known.userId !== userId),
  }))
}

function changeTaken(
  { taken, ...subTickets }: SubTickets,
  change: (one: TakenBySubTicket) => TakenBySubTicket,
): SubTickets {
  const changed = Object.entries(taken).map(([number, one]): [string, TakenBySubTicket] => {
    return [number, change(one)]
  })
  return { ...subTickets, taken: Object.fromEntries(changed) }
}

function take(before: TicketState, after: TicketState, number: string, seq: number): Taken {
  const { status, completedAt, resolvedAt, satisfactionScore } = before
  const deadlines: ParentPlace['deadlines'] = {}
  for (const kind of DEADLINE_KINDS) {
    const was = before.deadlines[kind]
    if (was !== undefined && after.deadlines[kind] === undefined) deadlines[kind] = was
  }
  return {
    seq,
    participants: before.participants.filter((one) => {
      const now = findParticipant(after, one)
      return isBroughtIn(one, number) && (now === undefined || !isBroughtIn(now, number))
    }),
    place: {
      ...{ status, completedAt, resolvedAt, satisfactionScore, deadlines },
      requests: before.requests.filter(({ id }) => !after.requests.some((kept) => kept.id === id)),
    },
  }
}

function findParticipant(
  { participants }: Pick<TicketState, 'participants'>,
  { userId }: TicketParticipant,
): TicketParticipant | undefined {
  return participants.find((one) => one.userId === userId)
}

function isBroughtIn({ grounds }: TicketParticipant, number: string): boolean {
  return grounds.some((ground) => 'number' in ground && ground.number === number)
}

/** The undo of a sub-ticket's event: those whom it had left without it read what they did, and the parent is where it was. */
export function giveBack(
  before: TicketState,
  moved: TicketState,
  { number, undoes }: { number: string; undoes?: number },
): TicketState {
  const taken = before.subTickets?.taken[number]
  if (taken === undefined || taken.seq !== undoes) return moved
  const participants = moved.participants.map((one) => {
    const was = findParticipant(taken, one)
    return was === undefined
      ? one
      : { ...one, joinedAt: was.joinedAt, historyFrom: was.historyFrom }
  })
  const { place } = taken
  if (place === null) return { ...moved, participants }
  return {
    ...moved,
    ...place,
    participants,
    requests: [...place.requests, ...moved.requests],
    deadlines: { ...place.deadlines, ...moved.deadlines },
  } as TicketState // its assignee is who it was: any other change of it moves the parent
}
