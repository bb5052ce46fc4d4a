import { expect, it } from 'vitest'
import { missingText } from '../../../src/domain/ticket/refusals.js'

it('a missing text is refused in words of its own, and plainly where it has none', () => {
  expect(missingText('reason').error).toBe('Say why: a reason is required.')
  expect(missingText('summary')).toEqual({
    code: 'validation_failed',
    error: 'summary is required.',
    details: { summary: ['is required'] },
  })
})
