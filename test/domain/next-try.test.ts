import { expect, it } from 'vitest'
import { DomainError, refusal } from '../../src/domain/errors.js'
import { chooseNextTry } from '../../src/domain/next-try.js'

it('what was away is tried again in a minute, and what failed otherwise in ten', () => {
  const at = '2026-11-23T09:00:00.000Z'
  const errors = [
    new DomainError(refusal('unavailable', 'x')),
    new DomainError(refusal('not_found', 'x')),
    new TypeError('x'),
  ]
  const minutes = errors.map((error) => chooseNextTry(at, error).slice(14, 16))
  expect(minutes).toEqual(['01', '10', '10'])
})
