import { describe, expect, it } from 'vitest'
import {
  listTypes,
  NOTIFICATION_TYPES,
} from '../../../../src/domain/ticket/outcome/notification-types.js'
import {
  notifyModerators,
  notifyUsers,
} from '../../../../src/domain/ticket/outcome/notifications.js'

describe('a notification', () => {
  it('goes to each user once, and to nobody where there is none', () => {
    expect(notifyUsers('ticket_closed', 'a', null, 'b', 'a')).toEqual({
      type: 'ticket_closed',
      users: ['a', 'b'],
      moderators: false,
      inApp: true,
      mail: true,
    })
  })
  it('goes to the moderators, and to users with them', () => {
    expect(notifyModerators('ticket_resolved', 'a', null)).toEqual({
      ...notifyUsers('ticket_resolved', 'a'),
      moderators: true,
    })
  })
  it('is sent by mail, but for what comes often; in the app, but for what it has just shown', () => {
    const without = (channel: 'inApp' | 'mail') =>
      NOTIFICATION_TYPES.filter((type) => !listTypes(channel).includes(type))
    expect(without('mail')).toEqual(['progress_updated', 'participants_changed', 'mention'])
    expect(without('inApp')).toEqual(['ticket_received'])
  })
})
