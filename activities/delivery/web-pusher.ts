import webPush from 'web-push'
import { OutboundError } from '../../src/outbound/errors.js'
import type { Outbound, OutboundAnswer } from '../../src/outbound/outbound.js'
import type { PushSettings } from '../../src/outbound/settings.js'
import { CarrierRefusedError, type Pusher } from '../ports.js'

/** As long as a mail is tried: what a device was not on for by then stands in the app. */
const KEPT_SECONDS = 86_400
/** The service knows the device no more (RFC 8030), or never did. */
const GONE = [404, 410]
/** Not now; anything else that is refused will always be. */
const PASSING = [408, 425, 429]

/** Web Push: encrypted for the device alone, whose service is whichever its browser has chosen. */
export function webPusher(
  outbound: Outbound,
  { publicKey, privateKey, subject }: PushSettings,
): Pusher {
  return {
    send: async ({ endpoint, p256dh, auth }, message) => {
      const details = webPush.generateRequestDetails(
        { endpoint, keys: { p256dh, auth } },
        JSON.stringify(message),
        { TTL: KEPT_SECONDS, vapidDetails: { publicKey, privateKey, subject } },
      )
      const { status } = await post(outbound, endpoint, details)
      if (status < 300) return 'taken'
      if (GONE.includes(status)) return 'gone'
      const isFinal = status < 500 && !PASSING.includes(status)
      throw new CarrierRefusedError(`push_${status}`, isFinal)
    },
  }
}

async function post(
  outbound: Outbound,
  url: string,
  { headers, body }: webPush.RequestDetails,
): Promise<OutboundAnswer> {
  const texts = Object.entries(headers).map(([name, value]) => [name, String(value)])
  try {
    return await outbound.post({ url, headers: Object.fromEntries(texts), body: body ?? '' })
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error
    const isFinal = error.code === 'address_forbidden' || error.code === 'redirected'
    throw new CarrierRefusedError(`push_${error.code}`, isFinal, error)
  }
}
