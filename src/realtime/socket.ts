import type { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RawData, WebSocket } from 'ws'
import { describeInvalid } from '../contracts/describe-invalid.js'
import { type ClientFrame, clientFrame } from '../contracts/realtime/client-frames.js'
import type { ErrorFrame } from '../contracts/realtime/server-frames.js'
import { DomainError, type Refusal, refusal } from '../domain/errors.js'
import { CLOSE_CODES, type CloseCode } from './roster.js'

const MOST_QUEUED = 1_048_576
const LITTLE_QUEUED = 131_072
const MOST_GATHERED = 65_536
const LOOK_AGAIN_MS = 20
/** A reader that is cut may still read why, for so long. */
const CLOSE_WITHIN_MS = 30_000
const FRAMES_A_SECOND = 20
const FRAMES_AT_ONCE = 60
/** So many are told that they are too many; whoever goes on faster than frames are forgiven means harm. */
const MOST_REFUSED = 600

export interface Channel {
  isOpen(): boolean
  /** Cuts a reader that is too slow. */
  sendText(text: string): void
  drained(): Promise<void>
  end(code: CloseCode, reason: string): void
}

export function createChannel(socket: WebSocket, connection: Writable): Channel {
  const isOpen = () => socket.readyState === socket.OPEN
  const gather = createGathering(connection)
  function end(code: CloseCode, reason: string): void {
    if (!isOpen()) return
    socket.close(code, reason)
    setTimeout(() => socket.terminate(), CLOSE_WITHIN_MS).unref()
  }
  return {
    isOpen,
    end,
    sendText: (text) => {
      if (!isOpen()) return
      gather()
      if (socket.bufferedAmount > MOST_QUEUED) end(CLOSE_CODES.tooSlow, 'reads too slowly')
      else socket.send(text)
    },
    drained: async () => {
      while (isOpen() && socket.bufferedAmount > LITTLE_QUEUED) await sleep(LOOK_AGAIN_MS)
    },
  }
}

/** What is told in one go leaves in one piece: a call of the system costs more than what it is told. */
function createGathering(connection: Writable): () => void {
  let isGathering = false
  function release(): void {
    if (!isGathering) return
    isGathering = false
    connection.uncork()
  }
  return () => {
    if (connection.writableLength > MOST_GATHERED) release() // before it looks like a reader that is slow
    if (isGathering) return
    isGathering = true
    connection.cork()
    process.nextTick(release)
  }
}

export type FrameToAnswer = Exclude<ClientFrame, { type: 'ping' }>

interface FrameReading {
  send: (text: string) => void
  end: Channel['end']
  now: () => number
  /** Does what the frame asks for; throws what is refused. */
  answer: (frame: FrameToAnswer) => Promise<void>
  onError: (error: unknown) => void
}

/** Reads a socket's frames one after the other, so that what somebody says stands in their order. Whatever comes, it goes on. */
export function readFrames(socket: WebSocket, reading: FrameReading): void {
  const { send, end, answer, onError } = reading
  const isTooMany = createLimit(reading.now, FRAMES_AT_ONCE)
  const isFlood = createLimit(reading.now, MOST_REFUSED)
  let done: Promise<void> = Promise.resolve()
  const say = (frame: { type: string }) => send(JSON.stringify(frame))

  /** What is to be done; undefined where that is said already. */
  function take(given: unknown, context: object): FrameToAnswer | undefined {
    const tooMany = isTooMany()
    const parsed = tooMany ? undefined : clientFrame.safeParse(given)
    if (tooMany && isFlood()) end(CLOSE_CODES.flooded, 'too many frames')
    else if (parsed === undefined) say(toError(TOO_MANY, context))
    else if (!parsed.success) say(toError(describeInvalid(parsed.error), context))
    else if (parsed.data.type === 'ping') say({ type: 'pong' })
    else return parsed.data
    return undefined
  }

  async function answerInTurn(before: Promise<void>, frame: FrameToAnswer, context: object) {
    await before
    try {
      await answer(frame)
    } catch (error) {
      if (!(error instanceof DomainError)) onError(error)
      say(toError(error instanceof DomainError ? error.refusal : INTERNAL, context))
    }
  }

  socket.on('message', (data: RawData, isBinary: boolean) => {
    const given = isBinary ? undefined : parseJson(String(data))
    const context = pickContext(given)
    const frame = take(given, context)
    if (frame !== undefined) done = answerInTurn(done, frame, context)
  })
}

const TOO_MANY = refusal(
  'rate_limited',
  `A socket sends at most ${FRAMES_A_SECOND} frames a second.`,
)
const INTERNAL = refusal('internal', 'Something went wrong; nothing was changed.')

/** Answers whether it is one too many: so many at once, and from then on so many a second. */
function createLimit(now: () => number, atOnce: number): () => boolean {
  let left = atOnce
  let at = now()
  return () => {
    const passed = Math.max(0, now() - at) / 1_000
    at = now()
    left = Math.min(atOnce, left + passed * FRAMES_A_SECOND)
    if (left < 1) return true
    left -= 1
    return false
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What an answer names a frame by, whatever else is wrong with it. */
function pickContext(given: unknown): Pick<ErrorFrame, 'id' | 'room'> {
  if (typeof given !== 'object' || given === null) return {}
  const { id, room } = given as { id?: unknown; room?: unknown } // whatever was sent
  return {
    ...(typeof id === 'string' ? { id: id.slice(0, 100) } : {}),
    ...(typeof room === 'string' ? { room: room.slice(0, 100) } : {}),
  }
}

export function toError({ code, error, details }: Refusal, context: object): ErrorFrame {
  return { type: 'error', ...context, code, error, ...(details === undefined ? {} : { details }) }
}
