import { expect, it } from 'vitest'
import { assertNever, required } from '../../src/domain/assert.js'
import { requireUser } from '../../src/domain/people.js'

it('an impossible value stops the work', () => {
  expect(() => assertNever('x' as never)).toThrow('unexpected value: "x"')
})

it('what must be there is there, whatever it is worth', () => {
  expect(required(0, 'number')).toBe(0)
  expect(() => required(null, 'assignee')).toThrow('there is no assignee')
  expect(() => required(undefined, 'assignee')).toThrow('there is no assignee')
})

it('only users are behind the commands of users', () => {
  expect(requireUser({ kind: 'user', id: 'x' })).toBe('x')
  for (const kind of ['system', 'operator'] as const) {
    expect(() => requireUser({ kind })).toThrow('there is no user behind the command')
  }
})
