import { expect, it } from 'vitest'
import { notificationTitle } from '../../../../src/domain/ticket/outcome/notification-title.js'
import { NOTIFICATION_TYPES } from '../../../../src/domain/ticket/outcome/notification-types.js'

it.each(NOTIFICATION_TYPES)('%s has a sentence', (type) => {
  expect(notificationTitle(type)).toMatch(/^[A-Z].+ .+[^.]$/)
})

it('a type of later is shown as it is', () => {
  expect(notificationTitle('of_later')).toBe('of_later')
})
