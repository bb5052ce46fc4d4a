import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseFilter } from '../../src/domain/scim/filter.js'
import { createMatcher } from '../../src/domain/scim/match.js'
import { ENTERPRISE_URN, GROUP, type ResourceType, USER } from '../../src/domain/scim/schema.js'
import { connectDirectory, type Directory } from '../support/scim.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
let directory: Directory
/** Words that are there, and some that have a meaning to SQL. */
const WORDS = [
  'ada',
  'A',
  'o',
  '%',
  '_',
  "'",
  '"',
  '\\',
  '$1',
  'work',
  'Ünï',
  '',
  'demo.test',
  '2026-11-22T00:00:00Z',
]

beforeAll(async () => {
  directory = await connectDirectory(world)
  const users: string[] = []
  for (const [index, word] of WORDS.entries()) {
    const made = await directory.call('POST', '/Users', {
      userName: `filter${index}@demo.test`,
      displayName: `x${word}`,
      ...(index % 2 === 0 ? {} : { externalId: `${word}e`, phoneNumbers: [{ value: `1${word}` }] }),
      ...(index % 3 === 0 ? { active: false } : {}),
      [ENTERPRISE_URN]: { department: word },
    })
    users.push(made.body.id)
  }
  for (const [index, word] of WORDS.entries()) {
    const members = users.slice(0, index).map((value) => ({ value }))
    await directory.call('POST', '/Groups', { displayName: `g${word}${index}`, members })
  }
})

const text = (name: string) => ({
  name,
  ops: ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'],
})
const ATTRIBUTES: Record<'User' | 'Group', { name: string; ops: string[] }[]> = {
  User: [
    ...[
      'userName',
      'externalId',
      'displayName',
      'name.formatted',
      'name.familyName',
      'name.givenName',
    ].map(text),
    ...['emails', 'emails.type', 'phoneNumbers.value', 'phoneNumbers.type', 'timezone', 'id'].map(
      text,
    ),
    ...['groups.display', 'roles', `${ENTERPRISE_URN}:department`, 'preferredLanguage'].map(text),
  ],
  Group: [
    'displayName',
    'externalId',
    'members',
    'members.display',
    'members.type',
    'meta.resourceType',
  ].map(text),
}
const WHOLES = {
  User: [
    'name pr',
    'groups pr',
    'phoneNumbers pr',
    'active eq true',
    'active ne "True"',
    'emails.primary eq true',
    'emails[type eq "work" and not (value co "1")]',
    'phoneNumbers[value pr]',
    'groups[display sw "ga" or display ew "3"]',
    'externalId eq null',
    'groups ne null',
    'roles eq null',
    'meta.created gt "2020-01-01T00:00:00Z"',
    'meta.lastModified le "2020-01-01T00:00:00+01:00"',
  ],
  Group: [
    'members pr',
    'members eq null',
    'members[display co "o"]',
    'externalId pr',
    'meta.created lt "2020-01-01T00:00:00Z"',
  ],
}

/** Any filter of a few parts. */
function filters(name: 'User' | 'Group'): fc.Arbitrary<string> {
  const compare = fc
    .tuple(fc.constantFrom(...ATTRIBUTES[name]), fc.nat(), fc.constantFrom(...WORDS, 'x', 'xada'))
    .map(
      ([attribute, op, word]) =>
        `${attribute.name} ${attribute.ops[op % attribute.ops.length]} ${JSON.stringify(word)}`,
    )
  return fc.letrec<{ all: string; one: string }>((tie) => ({
    one: fc.oneof(compare, fc.constantFrom(...WHOLES[name])),
    all: fc.oneof(
      { maxDepth: 3 },
      tie('one'),
      fc
        .tuple(tie('all'), fc.constantFrom('and', 'or'), tie('all'))
        .map((parts) => `(${parts.join(' ')})`),
      tie('all').map((inner) => `not (${inner})`),
    ),
  })).all
}

describe('a filter in SQL', () => {
  it.each<[string, ResourceType]>([
    ['users', USER],
    ['groups', GROUP],
  ])('finds just the %s that meet it', async (_what, type) => {
    const read = async (query: string) =>
      (await directory.get(`${type.endpoint}?count=200${query}`)).body
    const all: { id: string }[] = []
    for (let total = 1; all.length < total; ) {
      const page = await read(`&startIndex=${all.length + 1}`)
      total = page.totalResults
      all.push(...page.Resources)
    }
    await fc.assert(
      fc.asyncProperty(filters(type.name), async (filter) => {
        const parsed = parseFilter(type, filter)
        const meets = createMatcher(parsed)
        const expected = all.filter((one) => meets({ ...one })).map(({ id }) => id)
        const body = await read(`&attributes=id&filter=${encodeURIComponent(filter)}`)
        expect(
          body.Resources?.map((one: { id: string }) => one.id),
          filter,
        ).toEqual(expected)
        expect(body.totalResults).toBe(expected.length)
      }),
      { numRuns: 150 },
    )
  })
  it.each([
    ['/Users', 'meta.version eq "x"'],
    ['/Users', 'meta.created gt "yesterday"'],
    ['/Users', 'meta.created co "2026"'],
    ['/Users', 'meta.created gt "+099999-01-01T00:00:00Z"'],
    ['/Groups', 'meta.location pr'],
    ['/Groups', 'meta[version eq "x"]'],
    ['/Groups', `displayName eq "x" or 1=1`],
  ])('%s has none of %s', async (endpoint, filter) => {
    const refused = await directory.get(`${endpoint}?filter=${encodeURIComponent(filter)}`)
    expect(refused).toMatchObject({ status: 400, body: { scimType: 'invalidFilter' } })
  })
})
