import { describe, expect, it } from 'vitest'
import { ROLES, type Role } from '../../../src/domain/people.js'
import { isTakenOver, refuseNewAddress, setActive } from '../../../src/domain/scim/account.js'

describe('an account of a directory', () => {
  const open = {
    status: 'active',
    isAuthorized: true,
    roles: ['agent'],
    isWithdrawn: false,
  } as const
  it('is closed, and opened again', () => {
    const closed = { ...open, status: 'inactive', isAuthorized: false, isWithdrawn: true } as const
    expect(setActive(open, false)).toEqual(closed)
    expect(setActive(closed, true)).toEqual(open)
    expect(setActive(open, true)).toBe(open)
  })
  it('waits for an admin where an admin had closed it', () => {
    const byAdmin = { ...open, status: 'inactive', isAuthorized: false } as const
    const active = { ...open, isAuthorized: false }
    expect(setActive(byAdmin, true)).toEqual(active)
    const again = setActive(active, false)
    expect(again).toMatchObject({ isWithdrawn: false })
  })
  it('is not changed while it is a registration, which is taken over', () => {
    expect(setActive({ ...open, status: 'pending' }, true)).toMatchObject({
      code: 'invalid_transition',
    })
    expect(
      (['pending', 'rejected', 'active', 'inactive'] as const).map((status) =>
        isTakenOver({ status }),
      ),
    ).toEqual([true, true, false, false])
  })
  it('keeps the address of whoever may do more than the directory gives', () => {
    const rename = (roles: Role[], granted: Role[] = [], wanted: Role[] = ['requester']) =>
      refuseNewAddress({ roles, granted, hasPermissions: false }, wanted)
    for (const role of ROLES.filter((one) => one !== 'requester')) {
      expect(rename(['requester', role])).toMatchObject({ code: 'forbidden' })
      expect(rename([role], [role])).toBeUndefined()
      expect(rename([role], [], [role])).toBeUndefined()
    }
    expect(rename(['requester'])).toBeUndefined()
    expect(rename([])).toBeUndefined()
    const permitted = { roles: [], granted: [], hasPermissions: true }
    expect(refuseNewAddress(permitted, ROLES)).toMatchObject({ code: 'forbidden' })
  })
})
