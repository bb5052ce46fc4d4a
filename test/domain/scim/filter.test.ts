import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DomainError } from '../../../src/domain/errors.js'
import { parseFilter } from '../../../src/domain/scim/filter.js'
import {
  countComparisons,
  createMatcher,
  type Members,
  readEqualities,
} from '../../../src/domain/scim/match.js'
import { ENTERPRISE_URN, GROUP, USER, USER_URN } from '../../../src/domain/scim/schema.js'

const USER_RESOURCE: Members = {
  id: '2819c223',
  userName: 'bjensen@example.com',
  name: { familyName: "O'Malley", givenName: 'Barbara' },
  displayName: 'Babs "B" Jensen',
  active: true,
  emails: [
    { value: 'bjensen@example.com', type: 'work', primary: true },
    { value: 'babs@jensen.org', type: 'home' },
  ],
  meta: { lastModified: '2011-05-13T04:42:34.000Z', created: '2010-01-23T04:56:22.000Z' },
  [ENTERPRISE_URN]: { employeeNumber: '701984' },
}

const meets = (text: string, resource = USER_RESOURCE) =>
  createMatcher(parseFilter(USER, text))(resource)

/** The refusal of what can't be read. */
function refusedBy(work: () => unknown) {
  try {
    work()
  } catch (error) {
    if (error instanceof DomainError) return error.refusal
  }
  return undefined
}

describe('a filter', () => {
  it.each([
    // as RFC 7644, section 3.4.2.2, has them
    ['userName Eq "bjensen@EXAMPLE.com"', true],
    [`name.familyName co "O'Malley"`, true],
    ['userName sw "J"', false],
    [`${USER_URN}:userName sw "bj"`, true],
    ['meta.lastModified gt "2011-05-13T04:42:34Z"', false],
    ['meta.lastModified ge "2011-05-13T04:42:34.000Z"', true],
    ['meta.lastModified lt "2012-05-13T04:42:34Z"', true],
    ['meta.lastModified le "2010-05-13T04:42:34Z"', false],
    ['emails[type eq "work" and value co "@example.com"]', true],
    ['emails[type eq "home" and value co "@example.com"]', false],
    ['active eq true and (emails co "example.com" or emails.value co "example.org")', true],
    ['userName ne "bjensen@example.com"', false],
    ['not (userName eq "nobody")', true],
    // and as directories and people write them
    ['displayName eq "Babs \\"B\\" Jensen"', true],
    ['active eq "False"', false],
    ['active ne false', true],
    ['userName ew ".com"', true],
    [`${ENTERPRISE_URN}:employeeNumber eq "701984"`, true],
    ['externalId pr', false],
    ['name pr and emails pr', true],
    ['externalId eq null', true],
    ['userName ne null', true],
    ['externalId ne "x"', true],
    ['externalId co "x"', false],
    ['id eq "2819C223"', false],
    ['phoneNumbers[type eq "work"]', false],
    ['  ( ( active   eq true ) )  ', true],
    ['active eq false or active eq true and userName sw "b"', true],
  ])('%s: %s', (text, expected) => {
    expect(meets(text)).toBe(expected)
  })

  it.each([
    ['', 'nothing to filter by'],
    ['userName', 'no operator'],
    ['userName is "x"', 'no operator'],
    ['userName eq', 'no value'],
    ['userName eq x', 'no value'],
    ['userName eq {}', 'no value'],
    ['userName eq "x', 'closing quote'],
    ['userName eq 1', 'text in quotes'],
    ['userName gt null', 'null'],
    ['active eq "maybe"', 'true or false'],
    ['active gt true', 'true or false'],
    ['password eq "x"', 'nothing to filter by'],
    ['title pr', 'nothing to filter by'],
    ['constructor pr', 'nothing to filter by'],
    ['name.familyName.first eq "x"', 'nothing to filter by'],
    ['name.nickname eq "x"', 'nothing to filter by'],
    ['userName.x eq "x"', 'nothing to filter by'],
    ['meta eq "x"', 'a part of meta'],
    ['userName[value eq "x"]', 'no parts'],
    ['emails.value[type eq "x"]', 'no parts'],
    ['emails[nothing eq "x"]', 'nothing to filter by'],
    ['emails[type eq "x"', 'stands where ]'],
    ['(userName eq "x"', 'stands where )'],
    ['not userName eq "x"', 'stands where ('],
    ['userName eq "x" userName eq "y"', 'stands where an operator'],
    [`${'('.repeat(17)}active eq true${')'.repeat(17)}`, 'too deeply'],
    ['x'.repeat(2_001), 'too long'],
    [`active eq true${' or active eq true'.repeat(80)}`, 'too many parts'],
  ])('%.40s is refused: %s', (text, why) => {
    const refused = refusedBy(() => parseFilter(USER, text))
    expect(refused).toMatchObject({
      code: 'validation_failed',
      details: { scimType: 'invalidFilter' },
    })
    expect(refused?.error).toContain(why)
  })

  it('finds nothing where a part is missing, or is no object', () => {
    expect(meets(`${ENTERPRISE_URN}:department pr`, {})).toBe(false)
    expect(meets('name.givenName pr', { name: 'odd' })).toBe(false)
  })

  it('is read or refused, whatever it is', () => {
    const words = fc.constantFrom(
      ...[
        'userName',
        'eq',
        '"x"',
        'and',
        'or',
        'not',
        '(',
        ')',
        '[',
        ']',
        'emails',
        'pr',
        'true',
        '.value',
      ],
    )
    const texts = fc.oneof(
      fc.array(words, { maxLength: 12 }).map((all) => all.join(' ')),
      fc.string(),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const refused = refusedBy(() => meets(text))
        expect([undefined, 'invalidFilter']).toContain(refused?.details?.scimType)
      }),
      { numRuns: 2_000 },
    )
  })

  it('finds texts with whatever is in them, and turns round', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (value, other) => {
        const resource = { displayName: value }
        const given = JSON.stringify(other)
        const meetsGroup = (text: string) => createMatcher(parseFilter(GROUP, text))(resource)
        expect(meetsGroup(`displayName eq ${given}`)).toBe(
          value.toLowerCase() === other.toLowerCase(),
        )
        for (const op of ['eq', 'co', 'sw', 'ew', 'gt', 'le']) {
          const text = `displayName ${op} ${given}`
          expect(meetsGroup(`not (${text})`)).toBe(!meetsGroup(text))
        }
      }),
    )
  })
})

it('nothing else is a filter', () => {
  const other = { kind: 'other' } as never
  expect(() => createMatcher(other)).toThrow('unexpected value')
  expect(() => countComparisons(other)).toThrow('unexpected value')
  const filter = parseFilter(USER, 'userName co "x"')
  const meetsOther = createMatcher({ ...filter, op: 'other' } as never)
  expect(() => meetsOther(USER_RESOURCE)).toThrow('unexpected value')
})

it.each([
  ['userName pr', 1],
  ['userName eq "a" or not (userName eq "b")', 3],
  ['emails[type eq "work" and value pr]', 3],
])('%s takes %i comparisons at most', (text, comparisons) => {
  expect(countComparisons(parseFilter(USER, text))).toBe(comparisons)
})

describe('equalities of a filter', () => {
  const read = (text: string) => readEqualities(parseFilter(USER, text))
  it('are what an element must have to meet it', () => {
    expect(read('active eq true and userName eq "x"')).toEqual({ active: true, userName: 'x' })
  })
  it.each(['active pr', 'active ne true', 'active eq true and userName pr'])(
    '%s has none',
    (text) => {
      expect(read(text)).toBeUndefined()
    },
  )
})
