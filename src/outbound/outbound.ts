import { Agent, request } from 'undici'
import { isAddress, isPublicAddress } from './address.js'
import { OutboundError } from './errors.js'
import { isTrusted, judgeUrl, type OutboundRules } from './judge-url.js'
import { askNameServers, guardedLookup, type Resolve } from './look-up.js'

/** What is sent, always as a POST. */
export interface OutboundCall {
  url: string
  headers: Record<string, string>
  body: string | Buffer
}

export interface OutboundAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  /** Its beginning. */
  text: string
}

/** Calls to the outside, to addresses that somebody else has named. */
export interface Outbound {
  /** Why nothing would be sent there, in words that follow its name; for when it is named. It is judged again at each call. */
  judge(url: string): Promise<string | undefined>
  /** Follows nothing. Throws `OutboundError`. */
  post(call: OutboundCall): Promise<OutboundAnswer>
  close(): Promise<void>
}

const CONNECT_MS = 3_000
const TOTAL_MS = 15_000
/** Nothing more of an answer is read. */
const ANSWER_BYTES = 65_536

interface Limits {
  connectMs: number
  totalMs: number
}

export function createOutbound(
  rules: OutboundRules,
  resolve: Resolve = askNameServers,
  { connectMs, totalMs }: Limits = { connectMs: CONNECT_MS, totalMs: TOTAL_MS },
): Outbound {
  const guarded = new Agent({ connect: { timeout: connectMs, lookup: guardedLookup(resolve) } })
  const trusting = new Agent({ connect: { timeout: connectMs } })
  return {
    judge: async (text) => {
      const refused = judgeUrl(text, rules)
      if (refused !== undefined) return refused
      const url = new URL(text)
      if (isTrusted(url, rules) || isAddress(url.hostname)) return undefined
      const addresses = await resolve(url.hostname) // none is no reason: it may be a moment's
      return addresses.every(isPublicAddress) ? undefined : 'must be a public address'
    },
    post: async ({ url, headers, body }) => {
      if (judgeUrl(url, rules) !== undefined) throw new OutboundError('address_forbidden')
      const dispatcher = isTrusted(new URL(url), rules) ? trusting : guarded
      const signal = AbortSignal.timeout(totalMs)
      try {
        const answer = await request(url, { method: 'POST', headers, body, dispatcher, signal })
        const text = await readBeginning(answer.body)
        const { statusCode: status } = answer
        if (status >= 300 && status < 400) throw new OutboundError('redirected')
        return { status, headers: answer.headers, text }
      } catch (error) {
        throw nameFailure(error, signal)
      }
    },
    close: async () => void (await Promise.all([guarded.destroy(), trusting.destroy()])),
  }
}

/** What goes on after it is cut off. */
async function readBeginning(body: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of body) {
    parts.push(part.subarray(0, ANSWER_BYTES - size))
    size += part.length
    if (size >= ANSWER_BYTES) break
  }
  return Buffer.concat(parts).toString('utf8')
}

/** What the client calls an answer that is none. */
const INVALID = /^(HPE_|UND_ERR_(HEADERS_OVERFLOW|RES_|RESPONSE))/

function nameFailure(error: unknown, { aborted }: AbortSignal): OutboundError {
  if (error instanceof OutboundError) return error
  if (aborted) return new OutboundError('timed_out', error)
  const { code } = error as { code?: unknown } // errors of sockets and of the client have one
  const isInvalid = typeof code === 'string' && INVALID.test(code)
  return new OutboundError(isInvalid ? 'answer_invalid' : 'unreachable', error)
}
