import { expect, it } from 'vitest'
import { refuseErasing, refuseExporting, requireAdmin } from '../../../src/domain/people/erasure.js'
import { person } from '../../support/tickets.js'

it('nobody erases themselves, nor the last admin', () => {
  const judge = (id: string, isLastAdmin: boolean) =>
    refuseErasing({ id, isLastAdmin, isErased: false }, 'admin')?.code
  expect([judge('other', false), judge('admin', false), judge('other', true)]).toEqual([
    undefined,
    'own_account',
    'last_admin',
  ])
})

it('of whoever was erased nothing is exported', () => {
  const judge = (isErased: boolean) =>
    refuseExporting({ id: 'other', isLastAdmin: false, isErased })?.code
  expect([judge(false), judge(true)]).toEqual([undefined, 'invalid_transition'])
})

it('only an admin holds a ticket for a court', () => {
  expect(() => requireAdmin(person('a', { roles: ['admin'] }))).not.toThrow()
  expect(() => requireAdmin(person('m', { roles: ['moderator'] }))).toThrow()
})
