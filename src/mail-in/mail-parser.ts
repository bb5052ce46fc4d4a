import { Worker } from 'node:worker_threads'
import type { ParsedMail } from '../domain/mail-in/mail.js'
import { MailUnreadableError } from '../write/mail-in/deps.js'
import type { ParseAnswer } from './parse-thread.js'

/** A mail has 25 MB at most; decoded and copied it is several times as much. */
const MEMORY_MB = 256
const LONGEST_MS = 15_000

export interface MailParser {
  /** Fails with `MailUnreadableError` for what can't be read, or not within its bounds. */
  parse: (raw: Uint8Array) => Promise<ParsedMail>
  close: () => Promise<void>
}

/**
 * Reads mails in a thread of its own, one after the other: one that was made to take all time or memory costs that thread, and
 * nothing else.
 */
export function createMailParser({ longestMs = LONGEST_MS } = {}): MailParser {
  let thread: Worker | undefined
  let last: Promise<unknown> = Promise.resolve()
  const end = async () => {
    const ending = thread
    thread = undefined
    await ending?.terminate()
  }
  const open = () => {
    if (thread !== undefined) return thread
    const opened = new Worker(new URL('./parse-thread.mjs', import.meta.url), {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    })
    opened.on('error', () => undefined) // whoever waits hears of it by its end
    opened.on('exit', () => {
      if (thread === opened) thread = undefined // what it died of is no fault of the next mail
    })
    opened.unref() // nobody waits for a thread that has nothing to do
    thread = opened
    return opened
  }
  const parseOne = async (raw: Uint8Array) => {
    const answer = await ask(open(), raw, longestMs)
    if (answer.kind === 'parsed') return answer.mail
    if (answer.kind === 'ended') await end()
    throw new MailUnreadableError(answer.why)
  }
  return {
    parse: (raw) => {
      const parsed = last.then(() => parseOne(raw))
      last = parsed.catch(() => undefined)
      return parsed
    },
    close: end,
  }
}

type Answer = ParseAnswer | { kind: 'ended'; why: string }

function ask(thread: Worker, raw: Uint8Array, longestMs: number): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (answer: Answer) => {
      clearTimeout(late)
      thread.off('message', settle)
      thread.off('exit', onExit)
      resolve(answer)
    }
    const onExit = () => settle({ kind: 'ended', why: 'it took all memory' })
    const late = setTimeout(() => settle({ kind: 'ended', why: 'it took too long' }), longestMs)
    thread.on('message', settle)
    thread.on('exit', onExit)
    thread.postMessage(raw)
  })
}
