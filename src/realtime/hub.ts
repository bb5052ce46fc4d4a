import type { Writable } from 'node:stream'
import type { WebSocket } from 'ws'
import type { SessionCache } from '../auth/session-cache.js'
import type { Database } from '../database/pool.js'
import type { SocketActions } from './actions.js'
import type { Bus } from './bus.js'
import { createCatchUp } from './catch-up.js'
import { startKeeper } from './keeper.js'
import type { Listener } from './listener.js'
import { createPassing } from './passing.js'
import { createRecent } from './recent.js'
import { CLOSE_CODES, createRoster } from './roster.js'
import { type Arrival, seatSocket } from './seat.js'
import { startStreamReader } from './stream-reader.js'
import { createTeller } from './teller.js'
import { startViewers } from './viewers.js'

export type { Arrival }

const TYPING_MS = 2_000

export interface HubDeps {
  db: Database
  listener: Listener
  bus: Bus
  sessions: SessionCache
  actions: SocketActions
  now: () => number
  onError: (error: unknown) => void
}

/** A socket, and the connection that it is on. */
type Seat = (socket: WebSocket, connection: Writable) => void

export interface Hub {
  /** Lets somebody in: `open` makes their socket and hands it over at once, so that no frame is missed. */
  admit(arrival: Arrival, open: (seat: Seat) => void): Promise<void>
  countSockets(userId: string): number
  stop(): Promise<void>
}

/** All sockets of this process, and what tells them something. */
export function startHub(deps: HubDeps): Hub {
  const { bus, onError, sessions, now } = deps
  const roster = createRoster()
  const teller = createTeller({ ...deps, roster })
  const reader = startStreamReader({ ...deps, roster, teller })
  const catchUp = createCatchUp({ ...deps, roster, teller })
  const passing = createPassing({ bus, teller, onError, onNumbered: reader.trigger })
  const viewers = startViewers({ ...{ bus, roster, now }, ...passing })
  const keeper = startKeeper({ roster, sessions, now, onError })
  const typing = createRecent(TYPING_MS, now)
  const seatDeps = { ...deps, roster, viewers, catchUp, keeper, typing }
  return {
    admit: (arrival, open) =>
      reader.admit(() =>
        open((socket, connection) => seatSocket(seatDeps, { socket, connection }, arrival)),
      ),
    countSockets: roster.countMembers,
    stop: async () => {
      keeper.stop()
      for (const member of roster.all()) member.end(CLOSE_CODES.goingAway, 'the server goes away')
      viewers.stop()
      await reader.stop()
    },
  }
}
