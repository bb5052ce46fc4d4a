import { expect, it } from 'vitest'
import { completeSettings, DEFAULT_SETTINGS } from '../../src/domain/settings.js'

it('what is not stored has its default', () => {
  expect(completeSettings({})).toEqual(DEFAULT_SETTINGS)
  expect(completeSettings({ undoWindow: 'PT1M' })).toEqual({
    ...DEFAULT_SETTINGS,
    undoWindow: 'PT1M',
  })
})

it('the defaults are those that the lifecycle names', () => {
  expect(DEFAULT_SETTINGS).toMatchObject({
    draftExpiresAfter: 'P7D',
    undoWindow: 'PT15M',
    autoVerifyAfter: 'P3D',
    autoCloseAfter: 'P3D',
    postponeReminderEvery: 'P3D',
    maxReopens: 2,
    closurePolicy: 'moderator',
    maxMessageLength: 10_000,
    acknowledgeWithin: 'P1D',
  })
})
