import { expect, it } from 'vitest'
import { createSay } from '../../../../src/domain/ticket/outcome/say.js'

it('says an instant in the reader’s own time zone, and which that is', () => {
  const at = '2026-01-31T23:30:00.000Z'
  expect(createSay('UTC').at(at)).toBe('31 January 2026 at 23:30 UTC')
  expect(createSay('Asia/Tokyo').at(at)).toBe('1 February 2026 at 08:30 GMT+9')
})

it('says an amount by what the minor unit of its currency is', () => {
  const { amount } = createSay('UTC')
  expect(amount(123_456, 'EUR')).toBe('€1,234.56')
  expect(amount(500, 'JPY')).toBe('JP¥500')
})
