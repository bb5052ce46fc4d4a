import type { LiveState } from './options.js'
import type { OpenSocket } from './socket.js'

/** How events come at the moment; once closed it stays so. */
export function createStanding(onState: (state: LiveState) => void = () => undefined) {
  const closing = new AbortController()
  let socket: OpenSocket | undefined
  let state: LiveState = 'connecting'
  function enter(next: LiveState): void {
    if (state === next || state === 'closed') return
    state = next
    onState(next)
  }
  return {
    enter,
    state: () => state,
    isClosed: () => closing.signal.aborted,
    /** Aborted when it is closed. */
    closed: closing.signal,
    socket: () => socket,
    seat: (next: OpenSocket | undefined) => {
      socket = next
    },
    close: () => {
      closing.abort()
      socket?.close()
      enter('closed')
    },
  }
}
export type Standing = ReturnType<typeof createStanding>
