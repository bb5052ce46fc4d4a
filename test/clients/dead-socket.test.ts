import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LiveEvent } from '../../clients/typescript/src/live/frames.js'
import { openSocket } from '../../clients/typescript/src/live/socket.js'

/** The line is cut without a word: what is sent goes nowhere, and a goodbye is never answered. */
function createCutLine() {
  const sent: string[] = []
  let isClosing = false
  const socket = {
    send: (text: string) => void sent.push(JSON.parse(text).type),
    close: () => {
      isClosing = true
    },
    onopen: null as (() => void) | null, // set by who opens it
    onmessage: null as ((event: { data: unknown }) => void) | null,
    onclose: null as ((event: { code: number }) => void) | null,
    onerror: null,
  }
  return { socket, sent, isClosing: () => isClosing }
}

function open(socket: ReturnType<typeof createCutLine>['socket']) {
  const codes: number[] = []
  const events: LiveEvent[] = []
  const opening = openSocket({
    socket,
    onEvent: (event) => void events.push(event),
    onRefused: () => {},
    onClosed: (code) => void codes.push(code),
    newId: () => 'one',
  })
  return { opening, codes }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a socket whose other end is gone', () => {
  it('is given up when nothing came from one ping to the next, and nobody waits for its goodbye', async () => {
    const { socket, sent, isClosing } = createCutLine()
    const { opening, codes } = open(socket)
    socket.onopen?.()
    const { ask } = await opening
    vi.advanceTimersByTime(20_000)
    socket.onmessage?.({ data: '{"type":"pong"}' })
    vi.advanceTimersByTime(20_000)
    expect(sent).toEqual(['ping', 'ping'])
    const asking = ask({ type: 'subscribe', room: 'moderators' })
    const refused = expect(asking).rejects.toMatchObject({ code: 'unreachable' })
    vi.advanceTimersByTime(20_000)
    await refused
    expect(codes).toEqual([1006])
    expect(isClosing()).toBe(true)
    await expect(ask({ type: 'ping' })).rejects.toMatchObject({ code: 'unreachable' })
    vi.advanceTimersByTime(60_000)
    expect(sent.filter((type) => type === 'ping')).toHaveLength(2)
  })

  it('or which has just ended answers nothing: what is asked of it is refused, and not waited for', async () => {
    const { socket } = createCutLine()
    const { opening, codes } = open(socket)
    socket.onopen?.()
    const { ask } = await opening
    socket.onclose?.({ code: 1001 })
    expect(codes).toEqual([1001])
    const asking = ask({ type: 'subscribe', room: 'moderators' })
    await expect(asking).rejects.toMatchObject({ code: 'unreachable' })
  })

  it('and one that is never opened is given up after ten seconds', async () => {
    const { socket, isClosing } = createCutLine()
    const { opening, codes } = open(socket)
    const refused = expect(opening).rejects.toMatchObject({ code: 'unreachable' })
    vi.advanceTimersByTime(10_000)
    await refused
    expect(isClosing()).toBe(true)
    expect(codes).toEqual([])
  })
})
