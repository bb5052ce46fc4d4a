import { createReadStream } from 'node:fs'
import { connect, type Socket } from 'node:net'
import {
  type Antivirus,
  AntivirusAwayError,
  type AntivirusState,
  type ScanResult,
} from './antivirus.js'

export interface ClamdSettings {
  host: string
  port: number
}

const CONNECT_MS = 3_000
const ASK_MS = 5_000
/** Longer without a word, and it hangs. */
const SCAN_MS = 600_000
const DAY_MS = 86_400_000
/** The signatures come out daily; older ones are news to whoever runs it. */
const STALE_DAYS = 2

/** The daemon of ClamAV, by its own protocol. */
export function createClamd(settings: ClamdSettings): Antivirus {
  return {
    scan: async (path, signal) => {
      const first = await scanOnce(settings, path, signal)
      if (first !== 'cut') return first
      // it may have been stopped just then, or it takes no file as large as this
      await ask(settings, 'PING')
      const second = await scanOnce(settings, path, signal)
      return second === 'cut' ? { kind: 'too_large' } : second
    },
    describe: () => describe(settings),
  }
}

/** `cut`: it has hung up in the middle without a word. */
async function scanOnce(
  settings: ClamdSettings,
  path: string,
  signal: AbortSignal | undefined,
): Promise<ScanResult | 'cut'> {
  const content = createReadStream(path)
  const { answer, isCut } = await converse(settings, SCAN_MS, signal, async (socket) => {
    socket.write('zINSTREAM\0')
    for await (const chunk of content) {
      const part: Buffer = chunk
      if (part.length === 0) continue
      const length = Buffer.alloc(4)
      length.writeUInt32BE(part.length)
      socket.write(length)
      if (!socket.write(part)) await drained(socket)
    }
    socket.write(Buffer.alloc(4))
  }).finally(() => content.destroy())
  return answer === '' && isCut ? 'cut' : readAnswer(answer)
}

function readAnswer(answer: string): ScanResult {
  if (answer === 'stream: OK') return { kind: 'clean' }
  const signature = /^stream: (.+) FOUND$/.exec(answer)?.[1]
  if (signature?.startsWith('Heuristics.Limits.Exceeded')) return { kind: 'too_large' }
  if (signature !== undefined) return { kind: 'infected', signature }
  if (/size limit exceeded/i.test(answer)) return { kind: 'too_large' }
  throw new AntivirusAwayError(`clamd answered ${JSON.stringify(answer.slice(0, 200))}`)
}

/** One connection: what is asked, and what is answered. A connection that breaks off after it stood is a cut. */
async function converse(
  { host, port }: ClamdSettings,
  withinMs: number,
  signal: AbortSignal | undefined,
  write: (socket: Socket) => Promise<void>,
): Promise<{ answer: string; isCut: boolean }> {
  const socket = connect({ host, port, allowHalfOpen: true })
  const fail = (words: string) => () => socket.destroy(new AntivirusAwayError(words))
  const connecting = setTimeout(fail('clamd does not answer'), CONNECT_MS)
  const waiting = setTimeout(fail('clamd has not answered in time'), withinMs)
  const abort = fail('nobody waits for it any more')
  signal?.addEventListener('abort', abort, { once: true })
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1')
  })
  const closed = new Promise<boolean>((resolve, reject) => {
    let stood = false
    socket.once('connect', () => {
      stood = true
      clearTimeout(connecting)
    })
    socket.once('error', (error) => {
      const isAway = !stood || error instanceof AntivirusAwayError
      if (isAway) reject(new AntivirusAwayError(error.message, { cause: error }))
      else resolve(true)
    })
    socket.once('end', () => socket.end())
    socket.once('close', () => resolve(answer === ''))
  })
  try {
    const written = write(socket).catch((error: unknown) => {
      if (!socket.destroyed) socket.destroy(new AntivirusAwayError(String(error)))
    })
    const isCut = await closed
    await written
    signal?.throwIfAborted()
    return { answer: answer.replace(/\0.*$/s, '').trim(), isCut }
  } finally {
    clearTimeout(connecting)
    clearTimeout(waiting)
    signal?.removeEventListener('abort', abort)
    socket.destroy()
  }
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => reject(new Error('the connection has ended'))
    if (socket.destroyed) return end() // it has said that it closed, and does not say so again
    socket.once('close', end)
    socket.once('drain', () => {
      socket.off('close', end)
      resolve()
    })
  })
}

async function ask(settings: ClamdSettings, command: 'PING' | 'VERSION'): Promise<string> {
  const { answer } = await converse(settings, ASK_MS, undefined, async (socket) => {
    socket.write(`z${command}\0`)
  })
  if (answer === '') throw new AntivirusAwayError('clamd hung up')
  return answer
}

async function describe(settings: ClamdSettings): Promise<AntivirusState> {
  try {
    const version = await ask(settings, 'VERSION')
    const at = Date.parse(version.split('/')[2] ?? '')
    if (Number.isNaN(at)) return { ok: true, detail: 'clamd answers' }
    const days = Math.floor((Date.now() - at) / DAY_MS)
    const age = days < 1 ? 'of today' : `${days} day(s) old`
    return { ok: days <= STALE_DAYS, detail: `clamd answers; its signatures are ${age}` }
  } catch {
    return { ok: false, detail: 'clamd is away; files wait to be scanned' }
  }
}
