import { expect, it } from 'vitest'
import { chooseLanguage } from '../../../../src/domain/language.js'
import { createSay } from '../../../../src/domain/ticket/outcome/say.js'

it('says an instant in the reader’s own time zone, and which that is', () => {
  const at = '2026-01-31T23:30:00.000Z'
  expect(createSay('UTC', 'en').at(at)).toBe('31 January 2026 at 23:30 UTC')
  expect(createSay('Asia/Tokyo', 'en').at(at)).toBe('1 February 2026 at 08:30 GMT+9')
})

it('says an amount by what the minor unit of its currency is', () => {
  const { amount } = createSay('UTC', 'en')
  expect(amount(123_456, 'EUR')).toBe('€1,234.56')
  expect(amount(500, 'JPY')).toBe('JP¥500')
  expect(amount(250_000, 'HUF')).toBe('HUF\u00a02,500.00')
  expect(amount(1_500, 'IQD')).toBe('IQD\u00a01.500')
})

it('says both as people of the reader’s language and country do', () => {
  const at = '2026-01-31T23:30:00.000Z'
  expect(createSay('Europe/Berlin', 'de').at(at)).toBe('1. Februar 2026 um 00:30 MEZ')
  expect(createSay('UTC', 'en-US').at(at)).toMatch(/^January 31, 2026 at 11:30\sPM UTC$/)
  expect(createSay('UTC', 'de').amount(123_456, 'EUR')).toBe('1.234,56\u00a0€')
  expect(createSay('UTC', 'fr').at(at)).toBe('31 January 2026 at 23:30 UTC')
})

it('says how long something is', () => {
  expect(createSay('UTC', 'en').duration('P1DT12H')).toBe('1 day 12 hours')
  expect(createSay('UTC', 'de').duration('P3DT1H')).toBe('3 Tage 1 Stunde')
  expect(createSay('UTC', 'en').duration('')).toBe('some time')
})

it('writes in English to those whose language it has not', () => {
  expect(['en', 'de', 'de-AT', 'fr', 'fr-CH'].map(chooseLanguage)).toEqual([
    'en',
    'de',
    'de',
    'en',
    'en',
  ])
})
