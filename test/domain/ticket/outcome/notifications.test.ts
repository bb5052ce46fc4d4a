import { describe, expect, it } from 'vitest'
import {
  NOTIFICATION_TYPES,
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
  it('is sent by mail, but for what comes often', () => {
    const silent = NOTIFICATION_TYPES.filter((type) => !notifyUsers(type).mail)
    expect(silent).toEqual(['progress_updated', 'participants_changed'])
  })
})
