import type { WEBHOOKS as EN_WEBHOOKS } from '../en/webhooks.js'

export const WEBHOOKS: typeof EN_WEBHOOKS = {
  titles: { webhook_disabled: 'Ein Webhook wurde abgeschaltet' },
  reasons: {
    gone: 'Sein Empfänger hat geantwortet, dass es ihn nicht mehr gibt (410).',
    failing: 'Sein Empfänger hat seit fünf Tagen nichts angenommen.',
  },
  isOnAgain: 'Er wurde seither wieder eingeschaltet.',
  turnOn:
    'Ihm wird nichts mehr gesendet: schalten Sie ihn wieder ein, sobald der Empfänger da ist, oder löschen Sie ihn.',
}
