import { describe, expect, it } from 'vitest'
import type { Account } from '../../../src/domain/people/account.js'
import { canHead, refuseLossOfAdmin } from '../../../src/domain/people/admins.js'
import { ROLES } from '../../../src/domain/people.js'

const account = (over: Partial<Account> = {}): Account => ({
  status: 'active',
  isAuthorized: true,
  roles: ['admin'],
  ...over,
})
const LOSSES: Account[] = [
  account({ roles: ['agent'] }),
  account({ isAuthorized: false }),
  account({ status: 'inactive', isAuthorized: false }),
]
const loss = (after: Account, isOwn: boolean, hasOtherAdmin: boolean, before = account()) =>
  refuseLossOfAdmin({ before, after, isOwn, hasOtherAdmin })?.code

describe('the rights of an admin', () => {
  it.each(LOSSES)('are not the last that are taken away, whoever does it: %j', (after) => {
    expect(loss(after, false, false)).toBe('last_admin')
    expect(loss(after, true, false)).toBe('last_admin')
  })
  it.each(LOSSES)('are not taken away by oneself: %j', (after) => {
    expect(loss(after, true, true)).toBe('own_account')
    expect(loss(after, false, true)).toBeUndefined()
  })
  it('may be added to, and others’ accounts are free', () => {
    expect(loss(account({ roles: ['admin', 'agent'] }), true, false)).toBeUndefined()
    for (const before of LOSSES) {
      expect(loss(account({ status: 'inactive' }), false, false, before)).toBeUndefined()
    }
  })
})

describe('a department', () => {
  it('is headed by whoever takes tickets and may sign in', () => {
    expect(ROLES.filter((role) => canHead(account({ roles: [role] })))).toEqual([
      'agent',
      'manager',
      'admin',
    ])
    expect(LOSSES.map(canHead)).toEqual([true, false, false])
  })
})
