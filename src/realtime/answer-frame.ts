import type { SessionCache } from '../auth/session-cache.js'
import type { ClientFrame, ClientFrameFor } from '../contracts/realtime/client-frames.js'
import { writeCursor } from '../contracts/realtime/common.js'
import type { Ack } from '../contracts/realtime/server-frames.js'
import type { Database } from '../database/pool.js'
import { requireChat } from '../domain/access/chat.js'
import { mayEnter, parseRoom } from '../domain/access/rooms.js'
import { assertNever } from '../domain/assert.js'
import { DomainError, refuse } from '../domain/errors.js'
import { requirePlace } from '../read/events/require-place.js'
import { readRoomTickets } from '../read/events/room-tickets.js'
import type { Acting, SocketActions } from './actions.js'
import type { Bus } from './bus.js'
import type { CatchUp } from './catch-up.js'
import type { Recent } from './recent.js'
import type { Member, Roster } from './roster.js'
import type { Viewers } from './viewers.js'

const MOST_ROOMS = 200

export interface FrameDeps {
  db: Database
  sessions: SessionCache
  actions: SocketActions
  roster: Roster
  bus: Bus
  viewers: Viewers
  catchUp: CatchUp
  /** Who was told a moment ago that somebody is writing need not be told again. */
  typing: Recent
  now: () => number
}

/** A member, and whatever its frames are done for. */
export interface Speaker {
  member: Member
  acting: Acting
}

type Answer = Omit<Ack, 'type' | 'id'>

/** Does what a frame asks for; what it answers, if anything, beside the frame's id. Throws what is refused. */
export async function answerFrame(
  deps: FrameDeps,
  speaker: Speaker,
  frame: Exclude<ClientFrame, { type: 'ping' }>,
  acknowledge: (answer: Answer) => void,
): Promise<void> {
  switch (frame.type) {
    case 'subscribe':
      return subscribe(deps, speaker, frame, acknowledge)
    case 'unsubscribe':
      return unsubscribe(deps, speaker, frame, acknowledge)
    case 'chat:send':
      return send(deps, speaker, frame, acknowledge)
    case 'chat:typing':
      return tellTyping(deps, speaker, frame, acknowledge)
    case 'chat:read':
      return markRead(deps, speaker, frame, acknowledge)
    default:
      return assertNever(frame)
  }
}

async function subscribe(
  deps: FrameDeps,
  { member, acting }: Speaker,
  { room, since }: ClientFrameFor<'subscribe'>,
  acknowledge: (answer: Answer) => void,
): Promise<void> {
  await deps.actions.spend(acting)
  await requireRoom(deps, acting, room)
  const known = member.rooms.get(room)
  if (known === undefined && member.rooms.size >= MOST_ROOMS) {
    refuse('too_large', `A socket is in at most ${MOST_ROOMS} rooms.`)
  }
  await followRoom(deps, member, room, since, acknowledge)
}

/** The acknowledgement comes first: what it names is where the events behind it begin. */
export async function followRoom(
  { db, roster, catchUp, viewers }: Pick<FrameDeps, 'db' | 'roster' | 'catchUp' | 'viewers'>,
  member: Member,
  room: string,
  since: string | undefined,
  acknowledge: (answer: Answer) => void,
): Promise<void> {
  const place = since === undefined ? undefined : await requirePlace(db, since)
  const known = member.rooms.get(room)
  const from = place ?? known?.from ?? roster.position
  acknowledge({ room, cursor: writeCursor(from) })
  if (known !== undefined) {
    if (from < known.from) void catchUp.goBack(member, room, known, from)
    return
  }
  const following = { from, to: from, isLive: place === undefined }
  roster.enter(member, room, following)
  viewers.entered(member, room)
  if (!following.isLive) void catchUp.goLive(member, room, following)
}

/** Whether it is not there or not theirs, nobody learns. */
async function requireRoom({ db }: FrameDeps, { caller }: Acting, name: string): Promise<void> {
  const room = parseRoom(name)
  const tickets = await readRoomTickets(db.of(caller.organizationId), [name])
  const isOpen = room !== undefined && mayEnter(room, caller.person, tickets.get(name))
  if (!isOpen) refuse('forbidden', 'This room is not there, or not yours to enter.')
}

async function unsubscribe(
  { roster, viewers }: FrameDeps,
  { member }: Speaker,
  { room }: ClientFrameFor<'unsubscribe'>,
  acknowledge: (answer: Answer) => void,
): Promise<void> {
  roster.leave(member, room)
  viewers.left(member, room)
  acknowledge({ room })
}

async function send(
  { actions }: FrameDeps,
  { acting }: Speaker,
  { id: clientId, room, body, visibility, attachments, flag }: ClientFrameFor<'chat:send'>,
  acknowledge: (answer: Answer) => void,
): Promise<void> {
  await actions.spend(acting)
  const content = { body, visibility, attachments, clientId, ...(flag && { flag }) }
  const message = await inChat(() => actions.send(acting, ticketIn(room), content))
  acknowledge({ room, message })
}

async function markRead(
  { actions }: FrameDeps,
  { acting }: Speaker,
  { room, messageId }: ClientFrameFor<'chat:read'>,
  acknowledge: (answer: Answer) => void,
): Promise<void> {
  await actions.spend(acting)
  const mark = await inChat(() => actions.markRead(acting, ticketIn(room), messageId))
  acknowledge({ room, ...mark })
}

async function tellTyping(
  { db, bus, actions, typing, now }: FrameDeps,
  { acting }: Speaker,
  { room, visibility, id }: ClientFrameFor<'chat:typing'>,
  acknowledge: (answer: Answer) => void,
): Promise<void> {
  const { person, organizationId, name } = acting.caller
  const writing = `${person.id}/${room}/${visibility}`
  if (typing.has(writing)) {
    if (id !== undefined) acknowledge({ room })
    return
  }
  await actions.spend(acting)
  const ticket = (await readRoomTickets(db.of(organizationId), [room])).get(room)
  await inChat(async () => {
    if (ticket === undefined || !mayEnter({ kind: 'ticket', id: '' }, person, ticket)) refuseChat()
    const access = requireChat(ticket.state, person)
    if (access.refusal !== undefined) throw new DomainError(access.refusal)
    if (visibility === 'internal' && !access.internal) refuseChat()
  })
  typing.add(writing)
  const at = new Date(now()).toISOString()
  bus.publish({ kind: 'typing', organizationId, room, userId: person.id, name, visibility, at })
  if (id !== undefined) acknowledge({ room })
}

function ticketIn(room: string): string {
  return room.slice('ticket:'.length)
}

/** Of a chat that is not one's own a frame says no more than that. */
async function inChat<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const isOut =
      error instanceof DomainError && ['not_found', 'not_participant'].includes(error.refusal.code)
    if (isOut) refuseChat()
    throw error
  }
}

function refuseChat(): never {
  return refuse('forbidden', 'You are not in the chat of this ticket: a moderator can add you.')
}
