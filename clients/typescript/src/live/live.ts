import type { Client } from 'openapi-fetch'
import { PerdureError } from '../errors.js'
import type { Surroundings } from '../retry.js'
import type { paths } from '../schema.js'
import { take } from '../take.js'
import type {
  Ack,
  ClientFrame,
  LiveEvent,
  LiveEventFor,
  LiveEventType,
  Message,
  NewChatMessage,
} from './frames.js'
import { createPlaces, type Places } from './places.js'
import { type OpenSocket, openSocket, type SocketLike } from './socket.js'

export type LiveState = 'connecting' | 'socket' | 'polling' | 'closed'

export interface LiveOptions {
  /** Where there is no `WebSocket` of its own, as in Node 20: that of the package `ws`, for instance. */
  openSocket?: (url: string) => SocketLike
  /** Where an earlier run of the program left off: see `cursor`. */
  since?: string
  onState?: (state: LiveState) => void
  /** More than seven days were missed: what is shown must be read anew. */
  onGap?: (room: string | undefined) => void
}

export interface Live {
  on<T extends LiveEventType>(type: T, listener: (event: LiveEventFor<T>) => void): () => void
  /** Follows a room, from here on or from a cursor. Throws where it is not one's own to enter. */
  enter(room: string, since?: string): Promise<void>
  leave(room: string): void
  /** Says something in a ticket's chat; resolves when it is stored. Sent twice under one id it is said once. */
  say(ticketId: string, message: NewChatMessage, id?: string): Promise<Message>
  typing(ticketId: string): void
  state(): LiveState
  /** Nothing before it was left out. */
  cursor(): string
  close(): void
}

export interface LiveDeps {
  api: Client<paths>
  baseUrl: string
  surroundings: Surroundings
}

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 15_000
/** So many sockets in vain, and the long poll takes over between tries. */
const TRIES_BEFORE_POLLING = 3
const PING_EVERY_MS = 20_000
/** 4401: whoever is signed out stays out. */
const SIGNED_OUT = 4401

/** Opens a socket and keeps it: what a break has hidden comes after it, in order and once. */
export async function createLive(deps: LiveDeps, options: LiveOptions = {}): Promise<Live> {
  const { api, surroundings } = deps
  const { id: userId } = await take(api.GET('/users/me'))
  const from = options.since ?? (await take(api.GET('/events', {}))).nextCursor
  const keeper = new LiveKeeper(deps, options, {
    ownRoom: `user:${userId}`,
    places: createPlaces(from),
  })
  keeper.run()
  return {
    on: (type, listener) => keeper.listen(type, listener),
    enter: (room, since) => keeper.enter(room, since),
    leave: (room) => keeper.leave(room),
    say: (ticketId, message, id = surroundings.newKey()) => keeper.say(ticketId, message, id),
    typing: (ticketId) =>
      keeper.tell({ type: 'chat:typing', room: `ticket:${ticketId}`, visibility: 'public' }),
    state: () => keeper.state,
    cursor: () => keeper.places.earliest(),
    close: () => keeper.close(),
  }
}

interface Standing {
  ownRoom: string
  places: Places
}

class LiveKeeper {
  readonly places: Places
  readonly #ownRoom: string
  readonly #deps: LiveDeps
  readonly #options: LiveOptions
  readonly #listeners = new Map<string, Set<(event: LiveEvent) => void>>()
  readonly #closing = new AbortController()
  #socket: OpenSocket | undefined
  state: LiveState = 'connecting'

  constructor(deps: LiveDeps, options: LiveOptions, { ownRoom, places }: Standing) {
    this.#deps = deps
    this.#options = options
    this.#ownRoom = ownRoom
    this.places = places
  }

  listen<T extends LiveEventType>(type: T, listener: (event: LiveEventFor<T>) => void): () => void {
    const own = (event: LiveEvent) => listener(event as LiveEventFor<T>) // kept under its type
    const known = this.#listeners.get(type) ?? new Set()
    this.#listeners.set(type, known.add(own))
    return () => void known.delete(own)
  }

  async enter(room: string, since?: string): Promise<void> {
    const socket = this.#socket
    if (socket !== undefined) await this.#subscribe(socket, room, since)
    else this.places.follow(room, since ?? this.places.earliest())
  }

  leave(room: string): void {
    this.places.leave(room)
    this.tell({ type: 'unsubscribe', room })
  }

  async say(ticketId: string, message: NewChatMessage, id: string): Promise<Message> {
    const room = `ticket:${ticketId}`
    try {
      const ack = await this.#socket?.ask({ type: 'chat:send', id, room, ...message })
      if (ack?.message !== undefined) return ack.message
    } catch (error) {
      if (!(error instanceof PerdureError && error.code === 'unreachable')) throw error
    }
    // the same id: what the socket has stored before it ended is given again
    const body = { ...message, clientId: id }
    return take(
      this.#deps.api.POST('/tickets/{id}/messages', { params: { path: { id: ticketId } }, body }),
    )
  }

  tell(frame: ClientFrame): void {
    this.#socket?.say(frame)
  }

  close(): void {
    this.#closing.abort()
    this.#socket?.close()
    this.#enterState('closed')
  }

  async run(): Promise<void> {
    for (let failed = 0; !this.#isClosed; ) {
      const code = await this.#followSocket().catch(() => undefined)
      if (code === SIGNED_OUT) return this.close()
      failed = code === undefined ? failed + 1 : 0
      if (this.#isClosed) return
      if (failed < TRIES_BEFORE_POLLING) this.#enterState('connecting')
      else await this.#poll().catch(() => undefined)
      await this.#deps.surroundings.sleepMs(this.#pauseMs(failed))
    }
  }

  get #isClosed(): boolean {
    return this.#closing.signal.aborted
  }

  #pauseMs(failed: number): number {
    const full = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failed)
    return full / 2 + (full / 2) * this.#deps.surroundings.random()
  }

  /** One socket to its end; gives the code that it was closed with. */
  async #followSocket(): Promise<number> {
    const { api, baseUrl, surroundings } = this.#deps
    const { token } = await take(api.POST('/realtime/token', {}))
    const query = new URLSearchParams({ token, since: this.places.place(undefined) ?? '' })
    const url = `${baseUrl.replace(/^http/, 'ws')}/realtime?${query}`
    const open = this.#options.openSocket ?? ((address: string) => new WebSocket(address))
    let onClosed: (code: number) => void = () => undefined
    const ended = new Promise<number>((resolve) => {
      onClosed = resolve
    })
    const socket = await openSocket({
      socket: open(url) as SocketLike, // what it uses of one
      onEvent: (event) => this.#give(event),
      onClosed,
      newId: surroundings.newKey,
    })
    this.#socket = socket
    const pinging = setInterval(() => socket.say({ type: 'ping' }), PING_EVERY_MS)
    try {
      await Promise.all(this.places.rooms().map((room) => this.#return(socket, room)))
      this.#enterState('socket')
      return await ended
    } finally {
      clearInterval(pinging)
      this.#socket = undefined
    }
  }

  /** Back into a room; one that was lost meanwhile is left. */
  async #return(socket: OpenSocket, room: string): Promise<void> {
    try {
      await this.#subscribe(socket, room, this.places.place(room))
    } catch (error) {
      if (!(error instanceof PerdureError) || error.code === 'unreachable') throw error
      if (error.code === 'forbidden' || error.code === 'not_found') return this.places.leave(room)
      if (error.code !== 'cursor_expired') throw error
      this.#options.onGap?.(room)
      await this.#subscribe(socket, room, undefined)
    }
  }

  async #subscribe(socket: OpenSocket, room: string, since: string | undefined): Promise<void> {
    const frame = { type: 'subscribe', room, ...(since === undefined ? {} : { since }) } as const
    const { cursor }: Ack = await socket.ask(frame)
    const from = since ?? cursor
    if (from !== undefined) this.places.follow(room, from)
  }

  /** The same events without a socket, once; the next try of a socket comes after it. */
  async #poll(): Promise<void> {
    const since = this.places.earliest()
    const query = { since, wait: 25, limit: 200, room: [this.#ownRoom, ...this.places.rooms()] }
    const { signal } = this.#closing
    this.#enterState('polling')
    const { items, nextCursor } = await take(
      this.#deps.api.GET('/events', { params: { query }, signal }),
    )
    for (const event of items) this.#give(event)
    this.places.moveAll(nextCursor)
  }

  #give(event: LiveEvent): void {
    if (!this.places.isNew(event)) return
    for (const listener of this.#listeners.get(event.type) ?? []) listener(event)
  }

  #enterState(state: LiveState): void {
    if (this.state === state) return
    this.state = state
    this.#options.onState?.(state)
  }
}
