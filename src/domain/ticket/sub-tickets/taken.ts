import { required } from '../../assert.js'
import {
  DEADLINE_KINDS,
  type Standing,
  type TakenBySubTicket,
  type TicketParticipant,
  type TicketState,
} from '../state.js'

/** What an event of a sub-ticket takes from its parent is kept for as long as that event may be undone. */
export function keepTaken(
  before: TicketState,
  after: TicketState,
  { number, undoable }: { number: string; undoable?: number },
): TicketState {
  const { taken: known, ...subTickets } = required(after.subTickets, 'sub-ticket')
  const { [number]: _earlier, ...others } = known
  const taken =
    undoable === undefined ? others : { ...others, [number]: take(before, after, undoable) }
  return { ...after, subTickets: { ...subTickets, taken } }
}

/** A parent that has moved otherwise, by itself or by another sub-ticket, does not go back to where it stood. */
export function forgetStandings(state: TicketState): TicketState {
  const { subTickets } = state
  if (subTickets === null) return state
  const taken = Object.entries(subTickets.taken).map(
    ([number, one]): [string, TakenBySubTicket] => [number, { ...one, standing: null }],
  )
  return { ...state, subTickets: { ...subTickets, taken: Object.fromEntries(taken) } }
}

function take(before: TicketState, after: TicketState, seq: number): TakenBySubTicket {
  const { status, completedAt, resolvedAt, satisfactionScore } = before
  const deadlines: Standing['deadlines'] = {}
  for (const kind of DEADLINE_KINDS) {
    const was = before.deadlines[kind]
    if (was !== undefined && after.deadlines[kind] === undefined) deadlines[kind] = was
  }
  return {
    seq,
    participants: before.participants.filter((one) => findParticipant(after, one) === undefined),
    standing: {
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

/** The undo of a sub-ticket's event: those who left by it read what they did, and the parent stands where it stood. */
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
  const { standing } = taken
  if (standing === null) return { ...moved, participants }
  return {
    ...moved,
    ...standing,
    participants,
    requests: [...standing.requests, ...moved.requests],
    deadlines: { ...standing.deadlines, ...moved.deadlines },
  } as TicketState // its assignee is who it was: any other change of it moves the parent
}
