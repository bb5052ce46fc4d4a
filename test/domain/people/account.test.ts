import { describe, expect, it } from 'vitest'
import {
  type Account,
  approveRegistration,
  changeAccount,
  findObstacle,
  findStanding,
  gainsAccess,
  isRefusal,
  rejectRegistration,
} from '../../../src/domain/people/account.js'
import { ACCOUNT_STATUSES } from '../../../src/domain/people.js'

const account = (over: Partial<Account> = {}): Account => ({
  status: 'active',
  isAuthorized: true,
  roles: ['requester'],
  ...over,
})
const inactive = account({ status: 'inactive', isAuthorized: false })
const pending = account({ status: 'pending', isAuthorized: false, roles: [] })

describe('the standing of an account', () => {
  it('is its status, and unauthorized where it is active without leave', () => {
    expect(ACCOUNT_STATUSES.map((status) => findStanding({ status, isAuthorized: true }))).toEqual([
      ...ACCOUNT_STATUSES,
    ])
    expect(findStanding(account({ isAuthorized: false }))).toBe('unauthorized')
  })
  it('keeps out whoever is not active and authorized, each for its own reason', () => {
    expect(ACCOUNT_STATUSES.map((status) => findObstacle({ status, isAuthorized: true }))).toEqual([
      'account_pending',
      undefined,
      'account_rejected',
      'account_inactive',
    ])
    expect(findObstacle(account({ isAuthorized: false }))).toBe('account_unauthorized')
  })
})

describe('an account', () => {
  it('that is deactivated is not authorized any more, and keeps its roles', () => {
    expect(changeAccount(account(), { active: false })).toEqual(inactive)
  })
  it('that is activated again needs authorizing anew', () => {
    expect(changeAccount(inactive, { active: true })).toEqual(account({ isAuthorized: false }))
    expect(changeAccount(inactive, { active: true, helpdeskAuthorized: true })).toEqual(account())
    const forgotten = account({ status: 'inactive', isAuthorized: true })
    expect(changeAccount(forgotten, { active: true })).toEqual(account({ isAuthorized: false }))
  })
  it('that is active stays authorized when it is said to be active', () => {
    expect(changeAccount(account(), { active: true })).toEqual(account())
  })
  it('whose registration was rejected may be taken on all the same', () => {
    const rejected = account({ status: 'rejected', isAuthorized: false })
    expect(changeAccount(rejected, { active: true, helpdeskAuthorized: true })).toEqual(account())
    expect(changeAccount(rejected, { roles: ['agent'] })).toEqual({ ...rejected, roles: ['agent'] })
  })
  it('loses its leave, and stays active', () => {
    const after = changeAccount(account(), { helpdeskAuthorized: false })
    expect(after).toEqual(account({ isAuthorized: false }))
  })
  it('can’t be authorized while it is inactive, or is being deactivated', () => {
    for (const [one, active] of [
      [inactive, undefined],
      [account(), false],
    ] as const) {
      const refused = changeAccount(one, { active, helpdeskAuthorized: true })
      expect(refused).toMatchObject({ code: 'invalid_transition' })
    }
  })
  it('can’t be used without a role', () => {
    const bare = account({ isAuthorized: false, roles: [] })
    for (const refused of [
      changeAccount(bare, { helpdeskAuthorized: true }),
      changeAccount(account(), { roles: [] }),
      approveRegistration(pending, []),
    ]) {
      expect(refused).toMatchObject({
        code: 'validation_failed',
        details: { roles: ['needs one role or more'] },
      })
    }
    const given = changeAccount(bare, { helpdeskAuthorized: true, roles: ['agent'] })
    expect(given).toEqual(account({ roles: ['agent'] }))
  })
})

describe('a registration', () => {
  it('that is approved may be used, by requesters unless other roles are said', () => {
    expect(approveRegistration(pending)).toEqual(account())
    expect(approveRegistration(pending, ['agent'])).toEqual(account({ roles: ['agent'] }))
  })
  it('that is rejected may not', () => {
    expect(rejectRegistration(pending)).toEqual({ ...pending, status: 'rejected' })
  })
  it('is decided once', () => {
    for (const judged of [approveRegistration(account()), rejectRegistration(inactive)]) {
      expect(judged).toMatchObject({ code: 'invalid_transition' })
      expect(isRefusal(judged)).toBe(true)
    }
  })
  it('is decided, and not changed', () => {
    expect(changeAccount(pending, { active: true })).toMatchObject({ code: 'invalid_transition' })
  })
})

it('whoever may use the help desk from now on is told', () => {
  expect(gainsAccess(inactive, account())).toBe(true)
  expect(gainsAccess(account(), account())).toBe(false)
  expect(gainsAccess(account(), inactive)).toBe(false)
})
