import { describe, expect, it } from 'vitest'
import { DomainError } from '../../../src/domain/errors.js'
import type { PatchOperation } from '../../../src/domain/scim/change-list.js'
import { type Members, toList } from '../../../src/domain/scim/match.js'
import { applyPatch } from '../../../src/domain/scim/patch.js'
import { ENTERPRISE_URN, GROUP, USER, USER_URN } from '../../../src/domain/scim/schema.js'

const WORK = { value: 'babs@example.com', type: 'work', primary: true }
const HOME = { value: 'babs@jensen.org', type: 'home' }
const BABS: Members = {
  id: '1',
  userName: 'babs',
  active: true,
  name: { givenName: 'Babs', familyName: 'Jensen' },
  emails: [WORK, HOME],
}
const TEAM: Members = { displayName: 'Team', members: [{ value: 'a' }, { value: 'b' }] }

const patch = (...operations: PatchOperation[]) => applyPatch(USER, BABS, operations)
const patchTeam = (...operations: PatchOperation[]) => applyPatch(GROUP, TEAM, operations)

function refusedType(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    if (error instanceof DomainError) return error.refusal.details?.scimType
    throw error
  }
  return undefined
}

describe('a patch as RFC 7644, section 3.5.2, has it', () => {
  it('adds members, each once', () => {
    const value = [{ value: 'c', display: 'Babs' }, { value: 'c' }, { value: 'a' }]
    const { members } = patchTeam({ op: 'add', path: 'members', value })
    expect(members).toEqual([{ value: 'b' }, { value: 'c' }, { value: 'a' }])
  })
  it('adds attributes without a path, and replaces one that is single', () => {
    const value = { emails: [{ value: 'b@b.test', type: 'home' }], displayName: 'Babs' }
    const after = patch({ op: 'add', value })
    expect(after.emails).toEqual([WORK, HOME, { value: 'b@b.test', type: 'home' }])
    expect(after.displayName).toBe('Babs')
  })
  it('removes all members, those of a filter, and an attribute', () => {
    expect(patchTeam({ op: 'remove', path: 'members' })).toEqual({ displayName: 'Team' })
    expect(patchTeam({ op: 'remove', path: 'members[value eq "a"]' }).members).toEqual([
      { value: 'b' },
    ])
    expect(patchTeam({ op: 'remove', path: 'members[value eq "z"]' })).toEqual(TEAM)
    expect(
      patch({ op: 'remove', path: 'emails[type eq "work" and value ew "example.com"]' }).emails,
    ).toEqual([HOME])
    expect(patch({ op: 'remove', path: 'name.familyName' }).name).toEqual({ givenName: 'Babs' })
    expect(patch({ op: 'remove', path: 'name' })).not.toHaveProperty('name')
    expect(patch({ op: 'remove', path: 'emails[type eq "home"].type' }).emails).toEqual([
      WORK,
      { value: HOME.value },
    ])
    expect(patch({ op: 'remove', path: 'emails.value' })).not.toHaveProperty('emails')
  })
  it('replaces all members, a value of a list, and a part of one', () => {
    const value = [{ value: 'c' }]
    expect(patchTeam({ op: 'replace', path: 'members', value }).members).toEqual(value)
    const whole = { type: 'work', value: 'new@example.com', primary: true }
    expect(patch({ op: 'replace', path: 'emails[type eq "work"]', value: whole }).emails).toEqual([
      whole,
      HOME,
    ])
    const part = patch({ op: 'replace', path: 'emails[type eq "home"].value', value: 'h@h.test' })
    expect(part.emails).toEqual([WORK, { ...HOME, value: 'h@h.test' }])
    expect(patch({ op: 'replace', path: 'name', value: { givenName: 'B' } }).name).toEqual({
      givenName: 'B',
      familyName: 'Jensen',
    })
  })
  it('leaves one value primary', () => {
    const value = [{ value: 'new@x.test', primary: true }]
    const { emails } = patch({ op: 'add', path: 'emails', value })
    expect(emails).toEqual([{ ...WORK, primary: false }, HOME, ...value])
    const both = [
      { value: 'a@x.test', primary: true },
      { value: 'b@x.test', primary: true },
    ]
    const after = patch({ op: 'replace', path: 'emails', value: both }).emails
    expect(after).toEqual([{ value: 'a@x.test', primary: false }, both[1]])
    expect(patch({ op: 'add', path: 'emails', value: [HOME] }).emails).toEqual([WORK, HOME])
  })
})

describe('a patch as directories send it', () => {
  it('Entra ID: texts for booleans, an address of work that is not there yet, whole paths as members', () => {
    expect(patch({ op: 'replace', path: 'active', value: 'False' }).active).toBe(false)
    const phone = { op: 'add', path: 'phoneNumbers[type eq "work"].value', value: '1' } as const
    expect(patch(phone).phoneNumbers).toEqual([{ type: 'work', value: '1' }])
    const whole = {
      op: 'add',
      path: 'phoneNumbers[type eq "work"]',
      value: { value: '1' },
    } as const
    expect(patch(whole).phoneNumbers).toEqual([{ type: 'work', value: '1' }])
    const after = patch({
      op: 'replace',
      value: {
        'name.familyName': 'X',
        [`${ENTERPRISE_URN}:department`]: 'IT',
        'emails[type eq "work"].value': 'x@x.test',
      },
    })
    expect(after).toMatchObject({
      name: { givenName: 'Babs', familyName: 'X' },
      [ENTERPRISE_URN]: { department: 'IT' },
      emails: [{ ...WORK, value: 'x@x.test' }, HOME],
    })
  })
  it('Entra ID: removes members by value', () => {
    const value = [{ $ref: null, value: 'a' }]
    expect(patchTeam({ op: 'remove', path: 'members', value }).members).toEqual([{ value: 'b' }])
  })
  it('Okta: members of a value without a path, with what it may not write', () => {
    expect(patch({ op: 'replace', value: { active: false } }).active).toBe(false)
    const value = { id: 'other', displayName: 'New', schemas: [], [USER_URN]: {} }
    expect(refusedType(() => patchTeam({ op: 'replace', value }))).toBe('invalidPath')
    const { [USER_URN]: _urn, ...known } = value
    expect(patchTeam({ op: 'replace', value: known })).toEqual({ ...TEAM, displayName: 'New' })
  })
  it('passes over what is known and not kept', () => {
    expect(patch({ op: 'add', path: 'title', value: 'Boss' })).toBe(BABS)
    expect(patch({ op: 'add', path: 'addresses[type eq "work"].locality', value: 'Here' })).toBe(
      BABS,
    )
    expect(patch({ op: 'add', path: `${ENTERPRISE_URN}:manager.value`, value: 'x' })).toBe(BABS)
  })
  it('an extension as a whole, and a value of none', () => {
    const value = { [ENTERPRISE_URN]: { department: 'IT', employeeNumber: 7 } }
    const after = patch({ op: 'add', value })
    expect(after[ENTERPRISE_URN]).toEqual({ department: 'IT', employeeNumber: '7' })
    expect(refusedType(() => patch({ op: 'add', value: { [ENTERPRISE_URN]: 'x' } }))).toBe(
      'invalidPath',
    )
    expect(patch({ op: 'replace', path: 'emails', value: null })).not.toHaveProperty('emails')
    expect(patch({ op: 'add', path: 'emails[type eq "home"]', value: null }).emails).toEqual([
      WORK,
      HOME,
    ])
    expect(patch({ op: 'replace', path: 'emails.type', value: 'other' }).emails).toEqual([
      { ...WORK, type: 'other' },
      { ...HOME, type: 'other' },
    ])
    expect(patch({ op: 'add', path: 'phoneNumbers.value', value: '1' }).phoneNumbers).toEqual([
      { value: '1' },
    ])
    expect(
      applyPatch(USER, { emails: 'odd' }, [{ op: 'add', path: 'name.givenName', value: 'B' }]),
    ).toMatchObject({ name: { givenName: 'B' } })
  })
})

describe('a patch is refused', () => {
  it.each<[string, PatchOperation]>([
    ['noTarget', { op: 'remove' }],
    ['noTarget', { op: 'replace', path: 'phoneNumbers[value eq "1"].type', value: 'work' }],
    ['noTarget', { op: 'replace', path: 'phoneNumbers[type pr].value', value: '1' }],
    ['invalidValue', { op: 'add', value: 'x' }],
    ['invalidValue', { op: 'add', path: 'active', value: 'perhaps' }],
    ['invalidValue', { op: 'add', path: 'name', value: 'Babs' }],
    ['invalidValue', { op: 'add', path: 'displayName', value: {} }],
    ['invalidPath', { op: 'add', path: 'nothing', value: 'x' }],
    ['invalidPath', { op: 'add', path: 'name[givenName eq "x"]', value: 'x' }],
    ['invalidPath', { op: 'add', path: 'emails.value[type eq "x"]', value: 'x' }],
    ['invalidPath', { op: 'add', path: 'emails[type eq "work"', value: 'x' }],
    ['invalidPath', { op: 'add', path: 'emails[type eq "work"].nothing', value: 'x' }],
    ['invalidPath', { op: 'add', path: 'emails[type eq "work"]xvalue', value: 'x' }],
    ['invalidPath', { op: 'add', path: 'emails[type eq "work"].value x', value: 'x' }],
    ['invalidFilter', { op: 'add', path: 'emails[type]', value: 'x' }],
    ['mutability', { op: 'replace', path: 'id', value: '2' }],
    ['mutability', { op: 'replace', path: 'roles', value: [{ value: 'admin' }] }],
    ['mutability', { op: 'add', path: 'groups[value eq "x"].display', value: 'x' }],
  ])('%s: %j', (scimType, operation) => {
    expect(refusedType(() => patch(operation))).toBe(scimType)
  })
})

describe('the work that one patch may ask for', () => {
  const name = (n: number) => ({ value: `m${n}` })
  const many = (count: number) => Array.from({ length: count }, (_, n) => name(n))
  const any = (count: number) =>
    `[${Array.from({ length: count }, () => 'value eq "nobody"').join(' or ')}]`
  const repeat = (operation: PatchOperation, times: number) =>
    Array<PatchOperation>(times).fill(operation)
  const crowd = { displayName: 'Crowd', members: many(20_000) }

  it('takes a hundred members from a group of 20,000 one by one, and adds as many', () => {
    const removals = many(100).map(({ value }) => ({
      op: 'remove' as const,
      path: `members[value eq "${value}"]`,
    }))
    expect(toList(applyPatch(GROUP, crowd, removals).members)).toHaveLength(19_900)
    const additions = many(100).map((_one, n) => ({
      op: 'add' as const,
      path: 'members',
      value: [name(-1 - n)],
    }))
    expect(toList(applyPatch(GROUP, crowd, additions).members)).toHaveLength(20_100)
  })
  it.each<[string, PatchOperation[]]>([
    ['comparisons', repeat({ op: 'remove', path: `members${any(74)}` }, 3)],
    ['changes', repeat({ op: 'replace', path: 'members.type', value: 'User' }, 100)],
    [
      'names of one value',
      [
        {
          op: 'add',
          value: Object.fromEntries(
            many(50).map((_one, n) => [`members[value eq "m${n}"].type`, 'User']),
          ),
        },
      ],
    ],
  ])('is refused where it is too many %s', (_what, operations) => {
    expect(refusedType(() => applyPatch(GROUP, crowd, operations))).toBe('tooMany')
  })
  it('is refused for addresses of a person as well', () => {
    const value = Array.from({ length: 9_000 }, (_, n) => ({ value: `${n}@demo.test` }))
    const removals = repeat({ op: 'remove', path: `emails${any(74)}` }, 6)
    const asked = () => patch({ op: 'add', path: 'emails', value }, ...removals)
    expect(refusedType(asked)).toBe('tooMany')
  })
  it('has texts that are soon compared', () => {
    const asked = (length: number) => () =>
      patch({ op: 'add', path: 'emails', value: [{ value: 'x'.repeat(length) }] })
    expect(refusedType(asked(1_001))).toBe('invalidValue')
    expect(refusedType(asked(1_000))).toBeUndefined()
  })
})
