import type { OutboundRules } from '../../src/outbound/judge-url.js'
import { createOutbound } from '../../src/outbound/outbound.js'
import type { PushSettings, SmsSettings } from '../../src/outbound/settings.js'
import { smsGateway } from './sms-gateway.js'
import { webPusher } from './web-pusher.js'

interface Settings {
  push: PushSettings | undefined
  sms: SmsSettings | undefined
  pushRules: OutboundRules
}

/** What tells people beside mail, where it is set up. The gateway may be anywhere: whoever runs this has named it. */
export function openMessengers({ push, sms, pushRules }: Settings) {
  const toPushServices = createOutbound(pushRules)
  const trustedHosts = sms === undefined ? [] : [new URL(sms.url).host]
  const toGateway = createOutbound({ allowsThisMachine: false, trustedHosts })
  return {
    pusher: push === undefined ? undefined : webPusher(toPushServices, push),
    texter: sms === undefined ? undefined : smsGateway(toGateway, sms),
    close: async () => {
      await Promise.all([toPushServices.close(), toGateway.close()])
    },
  }
}
