import type { WebSocket } from 'ws'
import type { SessionCache } from '../auth/session-cache.js'
import { CLOSE_CODES, type Roster } from './roster.js'

const LOOK_EVERY_MS = 5_000
const PING_EVERY_MS = 25_000
const GONE_AFTER_MS = 60_000
const SESSIONS_EVERY_MS = 60_000

interface KeeperDeps {
  roster: Roster
  sessions: SessionCache
  now: () => number
  onError: (error: unknown) => void
}

export interface Keeper {
  watch(socket: WebSocket): void
  stop(): void
}

interface Watched {
  heardAt: number
  pingedAt: number
}

/**
 * Drops sockets whose other end is gone, and closes those whose session is: its end is told at once, and looked for
 * once a minute, because sessions also end by time alone.
 */
export function startKeeper({ roster, sessions, now, onError }: KeeperDeps): Keeper {
  const watched = new Map<WebSocket, Watched>()
  let sessionsAt = now()

  function look(): void {
    for (const [socket, state] of watched) {
      if (now() - state.heardAt >= GONE_AFTER_MS) socket.terminate()
      else if (now() - state.pingedAt >= PING_EVERY_MS) {
        state.pingedAt = now()
        socket.ping()
      }
    }
    if (now() - sessionsAt < SESSIONS_EVERY_MS) return
    sessionsAt = now()
    endSessions(roster, sessions).catch(onError)
  }

  const timer = setInterval(look, LOOK_EVERY_MS)
  timer.unref()
  return {
    watch: (socket) => {
      const state = { heardAt: now(), pingedAt: now() }
      const hear = () => {
        state.heardAt = now()
      }
      watched.set(socket, state)
      for (const sign of ['message', 'ping', 'pong']) socket.on(sign, hear)
      socket.on('close', () => watched.delete(socket))
    },
    stop: () => clearInterval(timer),
  }
}

async function endSessions(roster: Roster, sessions: SessionCache): Promise<void> {
  const members = [...roster.all()]
  const callers = await sessions.callers(members.map(({ claims }) => claims))
  for (const member of members) {
    if (callers.has(member.claims.sessionId)) continue
    member.end(CLOSE_CODES.sessionEnded, 'the session has ended')
  }
}
