import type { Client } from 'openapi-fetch'
import type { Surroundings } from '../retry.js'
import type { paths } from '../schema.js'
import type { SocketLike } from './socket.js'

export type LiveState = 'connecting' | 'socket' | 'polling' | 'closed'

export interface LiveOptions {
  /** Where there is no `WebSocket` of its own, as in Node 20: that of the package `ws`, for instance. */
  openSocket?: (url: string) => SocketLike
  /** Where an earlier run of the program left off: see `cursor`. */
  since?: string
  /** It is `closed` by `close()`, and by the end of the session. */
  onState?: (state: LiveState) => void
  /** More than seven days of a room were missed, undefined for one's own: what is shown must be read anew. */
  onGap?: (room: string | undefined) => void
}

export interface LiveDeps {
  api: Client<paths>
  baseUrl: string
  surroundings: Surroundings
}
