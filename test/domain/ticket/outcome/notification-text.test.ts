import { expect, it } from 'vitest'
import { notificationText } from '../../../../src/domain/ticket/outcome/notification-text.js'
import { NOTIFICATION_TYPES } from '../../../../src/domain/ticket/outcome/notifications.js'

it.each(NOTIFICATION_TYPES)('%s has a sentence', (type) => {
  expect(notificationText(type)).toMatch(/^[A-Z].+ .+[^.]$/)
})

it('a type of later is shown as it is', () => {
  expect(notificationText('of_later')).toBe('of_later')
})
