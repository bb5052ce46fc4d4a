import { Webhook } from 'standardwebhooks'
import { readRetryAfter } from '../../src/domain/webhooks/retry.js'
import { OutboundError } from '../../src/outbound/errors.js'
import type { Outbound } from '../../src/outbound/outbound.js'
import type { Due, Receiver } from './due.js'

/** How a call ended. `gone`: the receiver wants nothing more. */
export interface Attempt {
  kind: 'taken' | 'refused' | 'gone'
  at: string
  /** Of the answer; left out where none came. */
  status?: number
  /** Why none came. */
  error?: string
  ms: number
  retryAfterMs?: number | undefined
}

export interface SendDeps {
  outbound: Outbound
  /** A secret as it is kept, and whose it is. */
  openSecret: (kept: string, webhookId: string) => string
  now: () => number
}

const GONE = 410

/** Sends one delivery once, signed by every secret that holds. */
export async function send(
  { outbound, openSecret, now }: SendDeps,
  webhookId: string,
  { url, headers, secrets }: Receiver,
  { id, body }: Due,
): Promise<Attempt> {
  const at = new Date(now())
  const signatures = secrets.map((one) =>
    new Webhook(openSecret(one, webhookId)).sign(id, at, body),
  )
  const own = {
    'content-type': 'application/json',
    'user-agent': 'Perdure',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': signatures.join(' '),
  }
  const measured = () => ({ at: at.toISOString(), ms: Math.max(0, now() - at.getTime()) })
  try {
    const answer = await outbound.post({ url, headers: { ...headers, ...own }, body })
    const { status } = answer
    if (status === GONE) return { kind: 'gone', ...measured(), status }
    if (status >= 200 && status < 300) return { kind: 'taken', ...measured(), status }
    const retryAfter = answer.headers['retry-after']
    const text = Array.isArray(retryAfter) ? retryAfter[0] : retryAfter
    return { kind: 'refused', ...measured(), status, retryAfterMs: readRetryAfter(text, now()) }
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error
    return { kind: 'refused', ...measured(), error: error.code }
  }
}
