import { expect, it } from 'vitest'
import { DomainError, refusal, refuse } from '../../src/domain/errors.js'

it('a refusal has a code and a sentence, and details where there are any', () => {
  expect(Object.keys(refusal('gone', 'x'))).toEqual(['code', 'error'])
  expect(refusal('gone', 'x', { a: 1 })).toEqual({ code: 'gone', error: 'x', details: { a: 1 } })
})

it('refusing carries the refusal to the edge', () => {
  const refused = new DomainError(refusal('gone', 'x', { a: 1 }))
  expect(() => refuse('gone', 'x', { a: 1 })).toThrow(refused)
  expect(refused).toMatchObject({
    name: 'DomainError',
    message: 'x',
    refusal: { code: 'gone', details: { a: 1 } },
  })
})
