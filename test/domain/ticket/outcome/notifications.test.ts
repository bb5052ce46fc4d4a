import { describe, expect, it } from 'vitest'
import type { NotificationChannel } from '../../../../src/domain/ticket/outcome/channels.js'
import { TICKET_NEWS } from '../../../../src/domain/ticket/outcome/notification-types.js'
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
      push: true,
      sms: true,
    })
  })
  it('goes to the moderators, and to users with them', () => {
    expect(notifyModerators('ticket_resolved', 'a', null)).toEqual({
      ...notifyUsers('ticket_resolved', 'a'),
      moderators: true,
    })
  })
  it('is sent by mail, but for what comes often; in the app, but for what it has just shown', () => {
    const without = (channel: NotificationChannel) =>
      TICKET_NEWS.types.filter((type) => !TICKET_NEWS.listOptional(channel).includes(type))
    const inAppAlone = ['progress_updated', 'participants_changed']
    expect(new Set(without('mail'))).toEqual(new Set([...inAppAlone, 'mention']))
    expect(new Set(without('push'))).toEqual(new Set([...inAppAlone, 'ticket_received']))
    expect(new Set(without('sms'))).toEqual(new Set([...without('push'), 'mention']))
    expect(without('inApp')).toEqual(['ticket_received'])
  })
})
