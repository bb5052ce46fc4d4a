import {
  NOTIFICATION_TYPES,
  type NotificationType,
  notificationKind,
} from '../../src/domain/ticket/outcome/notification-types.js'
import { PHRASES } from '../../src/domain/ticket/outcome/phrases/index.js'

/** Every type of notification: what it says, by which channels, to whom. */
export function notificationTable(): string {
  const rows = NOTIFICATION_TYPES.map(
    (type) =>
      `| \`${type}\` | ${PHRASES.en.titles[type]} | ${PHRASES.de.titles[type]} | ${listChannels(type)} | ${notificationKind(type).to} |`,
  )
  return ['| type | text | in German | by | to |', '|---|---|---|---|---|', ...rows].join('\n')
}

const CHANNEL_WORDS = { inApp: 'app', mail: 'mail' } as const

function listChannels(type: NotificationType): string {
  return notificationKind(type)
    .by.map((channel) => CHANNEL_WORDS[channel])
    .join(', ')
}
