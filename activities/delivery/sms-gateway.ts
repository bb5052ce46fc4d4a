import { Webhook } from 'standardwebhooks'
import { OutboundError } from '../../src/outbound/errors.js'
import type { Outbound, OutboundAnswer } from '../../src/outbound/outbound.js'
import type { SmsSettings } from '../../src/outbound/settings.js'
import { CarrierAwayError, CarrierRefusedError, type Texter } from '../ports.js'

/** Not now; anything else that is refused will always be. */
const PASSING = [401, 403, 408, 425, 429] // whoever runs it mends a wrong secret within the day

/** Text messages by a gateway of one's own choosing: a webhook, signed as Standard Webhooks has it. */
export function smsGateway(
  outbound: Outbound,
  { url, secret }: SmsSettings,
  now: () => number = Date.now,
): Texter {
  const webhook = new Webhook(secret)
  return {
    send: async ({ id, to, text }) => {
      const at = new Date(now())
      const body = JSON.stringify({ id, to, text, at: at.toISOString() })
      const headers = {
        'Content-Type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
        'webhook-signature': webhook.sign(id, at, body),
      }
      const { status } = await post(outbound, { url, headers, body })
      if (status < 300) return
      if (status >= 500) throw new CarrierAwayError('sms_gateway_away')
      throw new CarrierRefusedError(`sms_${status}`, !PASSING.includes(status))
    },
  }
}

async function post(
  outbound: Outbound,
  call: Parameters<Outbound['post']>[0],
): Promise<OutboundAnswer> {
  try {
    return await outbound.post(call)
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error
    throw new CarrierAwayError('sms_gateway_away', { cause: error })
  }
}
