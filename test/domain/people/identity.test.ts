import { describe, expect, it } from 'vitest'
import {
  type Claims,
  judgeEntry,
  type KnownAccount,
  type Trust,
} from '../../../src/domain/people/identity.js'

const CLAIMS: Claims = {
  ...{ issuer: 'https://id.example.org', subject: 's-1' },
  ...{ email: 'rosa@example.org', isEmailVerified: true },
}
const OWN: Trust = { isOwnProvider: true, domain: null, trustsAddresses: false }
const SHARED: Trust = { isOwnProvider: false, domain: 'Example.org', trustsAddresses: false }
const account = (over: Partial<KnownAccount> = {}): KnownAccount => ({
  ...{ status: 'active', isAuthorized: true, roles: ['requester'] },
  ...{ isDeleted: false, isEmailVerified: true, identity: 'none' },
  ...over,
})
const judge = (known: KnownAccount | null, claims: Partial<Claims> = {}, trust = OWN) =>
  judgeEntry({ ...CLAIMS, ...claims }, trust, known)
const refused = (code: string) => ({ kind: 'refused', refusal: { code } })

describe('somebody whom the provider knows', () => {
  it('is made an account where there is none', () => {
    expect(judge(null)).toEqual({ kind: 'create' })
  })
  it('enters their own account whatever became of their address', () => {
    const same = account({ identity: 'same' })
    for (const claims of [{}, { email: null }, { isEmailVerified: false }]) {
      expect(
        judge(same, claims, { isOwnProvider: false, domain: null, trustsAddresses: false }),
      ).toEqual({ kind: 'enter' })
    }
  })
  it('is linked to the account of their address, which was proved to be its owner’s', () => {
    expect(judge(account())).toEqual({ kind: 'link' })
  })
  it('takes over what was made for their address without proof', () => {
    expect(judge(account({ isEmailVerified: false }))).toEqual({ kind: 'take_over' })
    const pending = account({ status: 'pending', isAuthorized: false, isEmailVerified: false })
    expect(judge(pending)).toEqual({ kind: 'take_over' })
  })
  it('enters by an address of which nothing is said, where those of the provider are trusted', () => {
    const trusted = { ...OWN, trustsAddresses: true }
    expect(judge(account(), { isEmailVerified: null }, trusted)).toEqual({ kind: 'link' })
    const denied = judge(account(), { isEmailVerified: false }, trusted)
    expect(denied).toMatchObject(refused('account_unauthorized'))
  })
})

describe('an account is not entered', () => {
  it.each([null, account()])('by an address that the provider has not made sure of', (known) => {
    for (const claims of [{ isEmailVerified: false }, { isEmailVerified: null }, { email: null }]) {
      expect(judge(known, claims)).toMatchObject(refused('account_unauthorized'))
    }
  })
  it('of another organization than the provider’s', () => {
    expect(judge(null, {}, SHARED)).toEqual({ kind: 'create' })
    for (const email of ['rosa@example.com', 'rosa@evil-example.org', 'rosa@sub.example.org']) {
      expect(judge(account(), { email }, SHARED)).toMatchObject(refused('account_unauthorized'))
    }
    const foreign = { isOwnProvider: false, domain: null, trustsAddresses: false }
    expect(judge(account(), {}, foreign)).toMatchObject(refused('account_unauthorized'))
  })
  it('by a second identity of the same provider', () => {
    expect(judge(account({ identity: 'another' }))).toMatchObject(refused('account_unauthorized'))
  })
  it.each(['none', 'same'] as const)('that an admin has closed (identity: %s)', (identity) => {
    const codes = [
      account({ identity, status: 'inactive' }),
      account({ identity, status: 'rejected' }),
      account({ identity, isAuthorized: false }),
    ].map((known) => judge(known))
    expect(codes).toMatchObject(
      ['account_inactive', 'account_rejected', 'account_unauthorized'].map(refused),
    )
    expect(judge(account({ identity, isDeleted: true })).kind).toBe('refused')
  })
})
