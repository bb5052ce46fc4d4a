import { describe, expect, it } from 'vitest'
import { readResource } from '../../../src/domain/scim/coerce.js'
import type { Members } from '../../../src/domain/scim/match.js'
import { readUser } from '../../../src/domain/scim/read-user.js'
import { ENTERPRISE_URN, USER, USER_URN } from '../../../src/domain/scim/schema.js'

const read = (body: Members) => readUser(readResource(USER, body))

describe('a user as it is sent', () => {
  it('needs a name there, and an address', () => {
    expect(() => read({})).toThrow('userName')
    expect(() => read({ userName: '  ' })).toThrow('userName')
    expect(() => read({ userName: 'bjensen' })).toThrow('emails')
  })
  it('the least of it: RFC 7643, section 8.1, with an address for a name', () => {
    expect(read({ schemas: [USER_URN], userName: 'bjensen@example.com' })).toEqual({
      userName: 'bjensen@example.com',
      externalId: null,
      email: 'bjensen@example.com',
      firstName: 'bjensen',
      lastName: '',
      active: undefined,
      phone: null,
      timezone: undefined,
      language: undefined,
      employeeCode: undefined,
      department: undefined,
      said: {},
    })
  })
  it('the whole of it, in capitals or not; what is not kept is passed over', () => {
    const fields = read({
      USERNAME: 'bj',
      externalId: '701984',
      name: {
        formatted: 'Ms. Barbara J Jensen, III',
        familyName: 'Jensen',
        GivenName: 'Barbara',
        honorificPrefix: 'Ms.',
      },
      displayName: 'Babs Jensen',
      active: 'True',
      title: 'Tour Guide',
      id: 'mine',
      roles: [{ value: 'admin' }],
      groups: [{ value: 'g1' }],
      emails: [
        { value: 'babs@jensen.org', type: 'home' },
        { value: 'bjensen@example.com', type: 'work' },
      ],
      phoneNumbers: ['555-555-5555'],
      timezone: 'America/Los_Angeles',
      preferredLanguage: 'en_us',
      'urn:other': { x: 1 },
      [ENTERPRISE_URN.toUpperCase()]: {
        employeeNumber: 701984,
        department: 'Tour Operations',
        manager: { value: 'x' },
      },
    })
    expect(fields).toEqual({
      userName: 'bj',
      externalId: '701984',
      email: 'bjensen@example.com',
      firstName: 'Barbara',
      lastName: 'Jensen',
      active: true,
      phone: '555-555-5555',
      timezone: 'America/Los_Angeles',
      language: 'en-US',
      employeeCode: '701984',
      department: 'Tour Operations',
      said: {
        displayName: 'Babs Jensen',
        formatted: 'Ms. Barbara J Jensen, III',
        department: 'Tour Operations',
        name: true,
        mail: true,
      },
    })
  })
  it.each<[string, Members, object]>([
    [
      'the primary address',
      {
        emails: [
          { value: 'a@x.test', type: 'work' },
          { value: 'b@x.test', primary: true },
        ],
      },
      { email: 'b@x.test' },
    ],
    [
      'the first, where none is of work',
      { emails: [{ value: 'a@x.test' }, { value: 'b@x.test' }] },
      { email: 'a@x.test' },
    ],
    [
      'a shown name in two',
      { displayName: 'Barbara Jane Jensen' },
      { firstName: 'Barbara Jane', lastName: 'Jensen' },
    ],
    ['a formatted name', { name: { formatted: 'Babs' } }, { firstName: 'Babs', lastName: '' }],
    ['a first name alone', { name: { givenName: 'Babs' } }, { firstName: 'Babs', lastName: '' }],
    [
      'a last name alone',
      { name: { familyName: 'Jensen' } },
      { firstName: 'Jensen', lastName: '' },
    ],
    ['no language that is one', { preferredLanguage: '*' }, { language: undefined }],
    ['a language of a header', { preferredLanguage: 'de,en;q=0.5' }, { language: 'de' }],
    ['a language with a script', { preferredLanguage: 'zh-Hans' }, { language: 'zh' }],
    ['nothing in a list', { phoneNumbers: [{}, ''] }, { phone: null }],
    ['nothing in an extension', { [ENTERPRISE_URN]: 'x' }, { employeeCode: undefined }],
  ])('takes %s', (_what, body, expected) => {
    expect(read({ userName: 'bj@x.test', ...body })).toMatchObject(expected)
  })
})
