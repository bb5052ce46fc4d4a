import { describe, expect, it } from 'vitest'
import { readResource } from '../../../src/domain/scim/coerce.js'
import { presentGroup, readGroup } from '../../../src/domain/scim/group.js'
import type { Members } from '../../../src/domain/scim/match.js'
import { isShown, project } from '../../../src/domain/scim/project.js'
import { mergeUser, readUser } from '../../../src/domain/scim/read-user.js'
import { followGroups, listWantedRoles } from '../../../src/domain/scim/roles.js'
import { ENTERPRISE_URN, GROUP, USER } from '../../../src/domain/scim/schema.js'
import { presentUser, type ScimUser } from '../../../src/domain/scim/user.js'

const at = '2026-01-01T00:00:00.000Z'
const ADA: ScimUser = {
  id: 'u1',
  userName: 'ada@x.test',
  externalId: null,
  email: 'ada@x.test',
  firstName: 'Ada',
  lastName: 'Lovelace',
  active: true,
  phone: null,
  timezone: 'UTC',
  language: 'en',
  employeeCode: 'E1',
  department: null,
  roles: ['agent'],
  groups: [{ id: 'g1', name: 'Team' }],
  said: {},
  createdAt: at,
  updatedAt: at,
}
const locate = (path: string) => `https://x.test/scim/v2${path}`
const resource = presentUser(ADA, locate)
const edit = (change: Members, user = ADA) => {
  const before = presentUser(user, locate)
  return readUser(mergeUser(before, readResource(USER, change)), before, user.said)
}

describe('a user that is changed', () => {
  it('keeps what is left out', () => {
    const { said, ...fields } = edit({ externalId: 'e' })
    expect(fields).toMatchObject({
      firstName: 'Ada',
      lastName: 'Lovelace',
      email: ADA.email,
      externalId: 'e',
    })
    expect(said).toEqual({})
    expect(edit({ name: { familyName: 'King' } })).toMatchObject({
      firstName: 'Ada',
      lastName: 'King',
    })
    expect(edit({ [ENTERPRISE_URN]: { department: 'IT' } })).toMatchObject({
      employeeCode: 'E1',
      department: 'IT',
    })
    expect(mergeUser({}, {})).toEqual({})
  })
  it('its address goes with its name, unless addresses are sent or the two differ', () => {
    expect(edit({ userName: 'new@x.test' }).email).toBe('new@x.test')
    expect(edit({ userName: 'new' }).email).toBe('ada@x.test')
    expect(edit({ userName: 'new@x.test' }, { ...ADA, said: { mail: true } }).email).toBe(
      'ada@x.test',
    )
    expect(edit({ userName: 'new@x.test' }, { ...ADA, userName: 'ada' }).email).toBe('ada@x.test')
    expect(edit({ emails: [{ value: 'b@x.test' }] })).toMatchObject({
      email: 'b@x.test',
      said: { mail: true },
    })
  })
  it('what it is shown as names it, unless names are sent', () => {
    expect(edit({ displayName: 'A L' })).toMatchObject({ firstName: 'A', lastName: 'L' })
    const named = { ...ADA, said: { name: true, formatted: 'A. L.', displayName: 'X' } } as const
    expect(edit({ displayName: 'A L' }, named)).toMatchObject({
      firstName: 'Ada',
      said: { displayName: 'A L', formatted: 'A. L.' },
    })
    expect(edit({ name: { givenName: 'B' } }, named).said).toEqual({ name: true, displayName: 'X' })
  })
  it('loses its department, and stays where it is', () => {
    const user: ScimUser = { ...ADA, said: { department: 'Tours' }, department: 'IT' }
    const before = presentUser(user, locate)
    expect(before[ENTERPRISE_URN]).toEqual({ employeeNumber: 'E1', department: 'Tours' })
    const fields = readUser({ ...before, [ENTERPRISE_URN]: {} }, before, user.said)
    expect(fields).toMatchObject({ department: undefined, said: {} })
  })
})

describe('a user as it is answered', () => {
  it('has what is known', () => {
    expect(resource).toMatchObject({
      userName: 'ada@x.test',
      name: { formatted: 'Ada Lovelace', familyName: 'Lovelace', givenName: 'Ada' },
      displayName: 'Ada Lovelace',
      groups: [{ value: 'g1', $ref: 'https://x.test/scim/v2/Groups/g1', display: 'Team' }],
      roles: [{ value: 'agent' }],
    })
    for (const name of ['externalId', 'phoneNumbers']) expect(resource).not.toHaveProperty(name)
    const more = presentUser({ ...ADA, lastName: '', externalId: 'e', phone: '1' }, locate)
    expect(more).toMatchObject({
      externalId: 'e',
      phoneNumbers: [{ value: '1' }],
      displayName: 'Ada',
    })
    expect(more.name).toEqual({ formatted: 'Ada', givenName: 'Ada' })
  })
  it('shows what is asked for, and always its id', () => {
    expect(
      project(USER, resource, { attributes: ['userName', 'NAME.givenName', 'nothing', 'title'] }),
    ).toEqual({
      schemas: resource.schemas,
      id: 'u1',
      userName: 'ada@x.test',
      name: { givenName: 'Ada' },
    })
    for (const attributes of [
      ['name', 'name.givenName', 'name'],
      ['name.givenName', 'name'],
    ]) {
      expect(project(USER, resource, { attributes })).toHaveProperty('name', resource.name)
    }
    expect(project(USER, resource, { attributes: [ENTERPRISE_URN, 'groups.value'] })).toMatchObject(
      {
        groups: [{ value: 'g1' }],
        [ENTERPRISE_URN]: { employeeNumber: 'E1' },
      },
    )
    const excludedAttributes = [
      'id',
      'emails',
      'groups.display',
      'nothing',
      `${ENTERPRISE_URN}:employeeNumber`,
    ]
    const rest = project(USER, resource, { excludedAttributes })
    expect(rest).toMatchObject({ id: 'u1', groups: [{ value: 'g1' }], [ENTERPRISE_URN]: {} })
    expect(rest).not.toHaveProperty('emails')
    expect(
      project(USER, { phoneNumbers: ['odd'] }, { attributes: ['phoneNumbers.value'] }),
    ).toEqual({ phoneNumbers: ['odd'] })
    expect(project(USER, {}, { excludedAttributes: ['phoneNumbers.value'] })).toEqual({})
  })
  it('knows whether members are shown', () => {
    const shows = (selection: Parameters<typeof isShown>[2]) => isShown(GROUP, 'members', selection)
    expect(
      [{}, { attributes: ['members.value'] }, { excludedAttributes: ['members.display'] }].map(
        shows,
      ),
    ).toEqual([true, true, true])
    expect(
      [{ attributes: ['displayName'] }, { excludedAttributes: ['members'] }].map(shows),
    ).toEqual([false, false])
  })
})

describe('a group', () => {
  it('is read', () => {
    const members = [{ value: 'A' }, { value: 'a', type: 'User' }]
    const body = { displayName: ' Tour Guides ', externalId: 'e', members }
    expect(readGroup(readResource(GROUP, body))).toEqual({
      name: 'Tour Guides',
      externalId: 'e',
      memberIds: ['a'],
    })
    expect(readGroup({ displayName: 'x' })).toEqual({ name: 'x', externalId: null, memberIds: [] })
  })
  it.each<[string, Members]>([
    ['displayName', {}],
    ['displayName', { displayName: ' ' }],
    ['groups hold no groups', { displayName: 'x', members: [{ value: 'g', type: 'Group' }] }],
    ['by its value', { displayName: 'x', members: [{ display: 'Babs' }] }],
  ])('is refused: %s', (why, body) => {
    expect(() => readGroup(body)).toThrow(why)
  })
  it('is answered with its members, where these were read', () => {
    const group = { id: 'g1', name: 'Team', externalId: 'e', createdAt: at, updatedAt: at }
    expect(presentGroup(group, locate)).not.toHaveProperty('members')
    const members = [{ id: 'u1', name: 'Ada' }]
    expect(presentGroup({ ...group, externalId: null, members }, locate)).toMatchObject({
      displayName: 'Team',
      members: [
        { value: 'u1', $ref: 'https://x.test/scim/v2/Users/u1', display: 'Ada', type: 'User' },
      ],
    })
  })
})

describe('roles of people whom a directory sends', () => {
  const provisioning = {
    defaultRoles: ['requester'],
    groupRoles: [{ group: 'Helpdesk', roles: ['agent', 'manager'] }],
  } as const
  const wanted = (groups: string[]) =>
    listWantedRoles(
      {
        defaultRoles: ['requester'],
        groupRoles: provisioning.groupRoles.map((one) => ({ ...one, roles: [...one.roles] })),
      },
      groups,
    )
  it('are what an admin has said of their groups, and of no other', () => {
    expect(wanted(['HELPDESK', 'admin'])).toEqual(['requester', 'agent', 'manager'])
    expect(wanted(['admin', 'Domain Admins'])).toEqual(['requester'])
  })
  it('come and go with groups; what an admin has given stays', () => {
    const joined = followGroups({ roles: ['agent', 'approver'], granted: [] }, wanted(['Helpdesk']))
    expect(joined).toEqual({
      roles: ['requester', 'agent', 'manager', 'approver'],
      granted: ['requester', 'manager'],
    })
    expect(followGroups(joined, wanted([]))).toEqual({
      roles: ['requester', 'agent', 'approver'],
      granted: ['requester'],
    })
  })
})
