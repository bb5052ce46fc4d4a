import { describe, expect, it } from 'vitest'
import { belongsTo, isAssignable, isModerator, ROLES } from '../../src/domain/people.js'
import { person } from '../support/tickets.js'

describe('people', () => {
  it('belong to their department, and to those that they head', () => {
    const one = person('x', { departmentId: 'it', headOf: ['hr'] })
    expect(['it', 'hr', 'law'].map((id) => belongsTo(one, id))).toEqual([true, true, false])
  })
  it('can be assigned to as agents, managers and admins of the department', () => {
    const assignable = (departmentId: string) =>
      ROLES.filter((role) => isAssignable(person('x', { roles: [role], departmentId }), 'it'))
    expect(assignable('it')).toEqual(['agent', 'manager', 'admin'])
    expect(assignable('hr')).toEqual([])
  })
  it('moderate as moderators and admins', () => {
    expect(ROLES.filter((role) => isModerator(person('x', { roles: [role] })))).toEqual([
      'moderator',
      'admin',
    ])
  })
})
