import { describe, expect, it } from 'vitest'
import { mayReadLoad, mayReadUserLoad } from '../../../src/domain/access/dashboards.js'
import { person } from '../../support/tickets.js'

describe('the load of a department', () => {
  it.each([
    ['a moderator', person('a', { roles: ['moderator'] }), true],
    ['an admin', person('a', { roles: ['admin'] }), true],
    ['its head', person('a', { roles: ['agent'], headOf: ['it'] }), true],
    ['the head of another', person('a', { roles: ['agent'], headOf: ['hr'] }), false],
    ['its manager', person('a', { roles: ['manager'], departmentId: 'it' }), true],
    ['the manager of another', person('a', { roles: ['manager'], departmentId: 'hr' }), false],
    ['its agent', person('a', { roles: ['agent'], departmentId: 'it' }), false],
  ])('is, or is not, for %s', (_who, caller, may) => {
    expect(mayReadLoad(caller, 'it')).toBe(may)
  })
})

describe('the load of somebody', () => {
  it.each([
    ['themselves', person('one', { roles: ['agent'] }), true],
    ['a moderator', person('a', { roles: ['moderator'] }), true],
    ['the head of their department', person('a', { roles: ['agent'], headOf: ['it'] }), true],
    ['the head of another', person('a', { roles: ['agent'], headOf: ['hr'] }), false],
    ['a colleague', person('a', { roles: ['agent'], departmentId: 'it' }), false],
  ])('is, or is not, for %s', (_who, reader, may) => {
    expect(mayReadUserLoad(reader, { id: 'one', departmentId: 'it' })).toBe(may)
  })
  it('of nobody’s department is for no head', () => {
    const head = person('a', { headOf: ['it'] })
    expect(mayReadUserLoad(head, { id: 'one', departmentId: null })).toBe(false)
  })
})
