import type { Writable } from 'node:stream'
import type { WebSocket } from 'ws'
import type { Caller } from '../auth/session-cache.js'
import type { AccessClaims } from '../auth/tokens.js'
import { DomainError } from '../domain/errors.js'
import type { SocketOrigin } from './actions.js'
import { answerFrame, type FrameDeps, followRoom } from './answer-frame.js'
import type { Keeper } from './keeper.js'
import { CLOSE_CODES, type Member } from './roster.js'
import { createChannel, type FrameToAnswer, readFrames, toError } from './socket.js'

/** Somebody whose token was taken, on the way in. */
export interface Arrival {
  claims: AccessClaims
  caller: Caller
  origin: SocketOrigin
  /** From where on they want what was told in their own room. */
  since?: string | undefined
}

interface SeatDeps extends FrameDeps {
  keeper: Keeper
  onError: (error: unknown) => void
}

/** Makes a socket one of the members, in its own room, and reads its frames. */
export function seatSocket(
  deps: SeatDeps,
  { socket, connection }: { socket: WebSocket; connection: Writable },
  arrival: Arrival,
): void {
  const { roster, viewers, keeper, now, onError } = deps
  const { claims, caller } = arrival
  const { sendText, ...channel } = createChannel(socket, connection)
  const member: Member = { claims, caller, rooms: new Map(), send: sendText, ...channel }
  roster.add(member)
  keeper.watch(socket)
  socket.on('error', () => {}) // its close follows
  socket.on('close', () => {
    const rooms = [...member.rooms.keys()]
    roster.remove(member)
    for (const room of rooms) viewers.left(member, room)
  })
  const answer = (frame: FrameToAnswer) => answerFor(deps, member, arrival, frame)
  readFrames(socket, { send: sendText, end: channel.end, now, answer, onError })
  enterOwnRoom(deps, member, arrival.since).catch(onError)
}

async function answerFor(
  deps: SeatDeps,
  member: Member,
  { claims, origin }: Arrival,
  frame: FrameToAnswer,
): Promise<void> {
  try {
    member.caller = await deps.sessions.caller(claims)
    const speaker = { member, acting: { caller: member.caller, origin } }
    const id = frame.id === undefined ? {} : { id: frame.id }
    await answerFrame(deps, speaker, frame, (told) =>
      member.send(JSON.stringify({ type: 'ack', ...id, ...told })),
    )
  } catch (error) {
    const isEnded = error instanceof DomainError && error.refusal.code === 'unauthenticated'
    if (!isEnded) throw error
    member.end(CLOSE_CODES.sessionEnded, 'the session has ended')
  }
}

/** Where what they ask for is no longer kept they hear so, and what comes from now on. */
async function enterOwnRoom(
  deps: SeatDeps,
  member: Member,
  since: string | undefined,
): Promise<void> {
  const room = `user:${member.claims.userId}`
  const follow = (from: string | undefined) => followRoom(deps, member, room, from, () => {})
  try {
    await follow(since)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    member.send(JSON.stringify(toError(error.refusal, { room })))
    await follow(undefined)
  }
}
