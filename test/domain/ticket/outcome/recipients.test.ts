import { expect, it } from 'vitest'
import { TICKET_NEWS } from '../../../../src/domain/ticket/outcome/notification-types.js'
import type { Notification } from '../../../../src/domain/ticket/outcome/notifications.js'
import { OTHER_ROWS } from './notified/others.js'
import { TICKET_ROWS } from './notified/tickets.js'

const TABLE = [...TICKET_ROWS, ...OTHER_ROWS]

it.each(TABLE)('%s, case %#', (type, change, to, channels) => {
  const changes = Array.isArray(change) ? change : [change]
  const found = changes
    .flatMap((one) => one?.event.notifications ?? [])
    .filter((one) => one.type === type)
  const [{ users, moderators, inApp, mail, except = [] }, ...more] = found as [Notification] // else it throws
  expect(more).toEqual([])
  const pool = moderators ? [['moderators', ...except].join(' but ')] : []
  expect([...pool, ...users].sort()).toEqual(to.split(', ').sort())
  expect([inApp ? 'app' : '', mail ? 'mail' : ''].filter(Boolean).join(', ')).toBe(channels)
})

/** What no command of the ticket tells of: a message in its chat. */
const TOLD_BY_OTHERS = ['mention']

it('has every type', () => {
  const seen = new Set<string>([...TABLE.map(([type]) => type), ...TOLD_BY_OTHERS])
  expect(TICKET_NEWS.types.filter((type) => !seen.has(type))).toEqual([])
})
