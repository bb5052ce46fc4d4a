import { beforeAll, describe, expect, it } from 'vitest'
import { ENTERPRISE_URN, GROUP_URN, USER_URN } from '../../src/domain/scim/schema.js'
import { connectDirectory, type Directory } from '../support/scim.js'
import { useWorld } from '../support/world.js'

/** What directories send, request by request, as their documentation and their validators have it. */
const world = useWorld({ worker: false })
let directory: Directory
beforeAll(async () => {
  directory = await connectDirectory(world)
})
const patch: Directory['patch'] = (...asked) => directory.patch(...asked)
const get = async (path: string) => (await directory.get(path)).body

describe('Entra ID', () => {
  const user = {
    schemas: [USER_URN, ENTERPRISE_URN],
    externalId: '0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef',
    userName: 'Test_User_ab6490ee@demo.test',
    active: true,
    displayName: 'lennay',
    meta: { resourceType: 'User' },
    name: { formatted: 'Adrienne Test', familyName: 'Test', givenName: 'Adrienne' },
    emails: [{ primary: true, type: 'work', value: 'Test_User_fd0ea19b@demo.test' }],
    roles: [],
  }
  let id = ''

  it('tries the connection: nobody of a random name', async () => {
    const { status, body } = await directory.get('/Users?filter=userName+eq+%22non-existent%22')
    expect(status).toBe(200)
    expect(body).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: 0,
      startIndex: 1,
      itemsPerPage: 0,
      Resources: [],
    })
  })
  it('creates a user, and finds them as they were sent', async () => {
    const made = await directory.call('POST', '/Users', user)
    const { meta: _meta, roles: _roles, emails, ...sent } = user
    expect(made).toMatchObject({ status: 201, body: sent })
    expect(made.body.emails).toEqual([{ ...emails[0], value: emails[0]?.value.toLowerCase() }])
    id = made.body.id
    expect(await directory.find(`userName eq "${user.userName}"`)).toEqual(made.body)
    expect((await directory.call('POST', '/Users', user)).status).toBe(409)
  })
  it('changes several attributes at once', async () => {
    const { status, body } = await patch(
      `/Users/${id}`,
      { op: 'Replace', path: 'emails[type eq "work"].value', value: 'updatedEmail@demo.test' },
      { op: 'Replace', path: 'name.familyName', value: 'updatedFamilyName' },
      { op: 'Add', path: 'phoneNumbers[type eq "work"].value', value: '+1 425 555' },
      { op: 'Add', path: 'addresses[type eq "work"].formatted', value: 'One Way' },
      { op: 'Add', path: `${ENTERPRISE_URN}:department`, value: 'Unheard of' },
      { op: 'Add', path: `${ENTERPRISE_URN}:manager`, value: 'x' },
      { op: 'Add', path: 'title', value: 'Boss' },
    )
    expect(status).toBe(200)
    expect(body).toMatchObject({
      userName: user.userName,
      displayName: 'lennay',
      name: { familyName: 'updatedFamilyName', givenName: 'Adrienne' },
      emails: [{ value: 'updatedemail@demo.test' }],
      phoneNumbers: [{ value: '+1 425 555' }],
      [ENTERPRISE_URN]: { department: 'Unheard of' },
    })
  })
  it('changes by whole paths in a value, and by a new name', async () => {
    const { body } = await patch(
      `/Users/${id}`,
      {
        op: 'replace',
        value: {
          displayName: 'Shown',
          'name.givenName': 'A',
          [`${ENTERPRISE_URN}:employeeNumber`]: 4711,
        },
      },
      { op: 'replace', path: 'userName', value: '5b50642d@demo.test' },
    )
    expect(body).toMatchObject({
      userName: '5b50642d@demo.test',
      displayName: 'Shown',
      name: { givenName: 'A' },
      emails: [{ value: 'updatedemail@demo.test' }],
      [ENTERPRISE_URN]: { employeeNumber: '4711' },
    })
  })
  it('disables by a text, is told so, and deletes', async () => {
    const off = await patch(`/Users/${id}`, { op: 'Replace', path: 'active', value: 'False' })
    expect(off.body.active).toBe(false)
    expect((await directory.find('userName eq "5b50642d@demo.test"')).active).toBe(false)
    expect((await directory.call('DELETE', `/Users/${id}`)).status).toBe(204)
    expect((await directory.call('DELETE', `/Users/${id}`)).status).toBe(404)
    expect(
      (await patch(`/Users/${id}`, { op: 'Replace', path: 'active', value: 'True' })).status,
    ).toBe(404)
  })
  it('keeps a group: created without members, found without them, filled, renamed, deleted', async () => {
    const member = { value: await world.userId('requester') }
    const made = await directory.call('POST', '/Groups', {
      schemas: [
        GROUP_URN,
        'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group',
      ],
      externalId: '8aa1a0c0',
      displayName: 'displayName',
      meta: { resourceType: 'Group' },
    })
    expect(made).toMatchObject({ status: 201, body: { displayName: 'displayName', members: [] } })
    const path = `/Groups/${made.body.id}`
    const found = await get(
      '/Groups?excludedAttributes=members&filter=displayName+eq+%22DisplayName%22',
    )
    expect(found).toMatchObject({ totalResults: 1, Resources: [{ externalId: '8aa1a0c0' }] })
    expect(found.Resources[0]).not.toHaveProperty('members')
    const again = await directory.call('POST', '/Groups', { displayName: 'DISPLAYNAME' })
    expect(again).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } })
    const added = await patch(path, {
      op: 'Add',
      path: 'members',
      value: [{ $ref: null, ...member }],
    })
    expect(added).toMatchObject({ status: 204, body: undefined })
    expect((await get(path)).members).toMatchObject([{ ...member, display: 'Rosa Requester' }])
    const mine = await get(
      `/Groups?filter=${encodeURIComponent(`id eq "${made.body.id}" and members eq "${member.value}"`)}&attributes=id`,
    )
    expect(mine.Resources).toHaveLength(1)
    expect((await get(`/Users/${member.value}`)).groups).toMatchObject([{ value: made.body.id }])
    await patch(path, { op: 'Remove', path: 'members', value: [{ $ref: null, ...member }] })
    expect((await get(path)).members).toEqual([])
    await patch(path, { op: 'Replace', path: 'displayName', value: 'New name' })
    expect((await get(path)).displayName).toBe('New name')
    expect((await directory.call('DELETE', path)).status).toBe(204)
    expect((await directory.get(path)).status).toBe(404)
  })
})

describe('Okta', () => {
  const user = {
    schemas: [USER_URN],
    userName: 'test.user@demo.test',
    name: { givenName: 'Test', familyName: 'User' },
    emails: [{ primary: true, value: 'test.user@demo.test', type: 'work' }],
    displayName: 'Test User',
    locale: 'en-US',
    externalId: '00ujl29u0le5T6Aj10h7',
    groups: [],
    password: '1mz050nq',
    active: true,
  }
  let id = ''

  it('looks for a user and creates them; the password is nobody’s', async () => {
    expect(
      await get('/Users?filter=userName%20eq%20%22test.user%40demo.test%22&startIndex=1&count=100'),
    ).toMatchObject({ totalResults: 0 })
    const made = await directory.call('POST', '/Users', user)
    expect(made.status).toBe(201)
    id = made.body.id
    expect(JSON.stringify(made.body)).not.toContain(user.password)
    const login = { login: user.userName, password: user.password }
    expect((await world.call(null, 'POST', '/auth/login', login)).body.code).toBe('bad_credentials')
  })
  it('replaces a whole user, and deactivates by either verb', async () => {
    const whole = {
      ...user,
      id,
      name: { givenName: 'Another', familyName: 'User' },
      displayName: 'Another User',
    }
    const after = await directory.call('PUT', `/Users/${id}`, whole)
    expect(after).toMatchObject({
      status: 200,
      body: { name: { givenName: 'Another' }, active: true },
    })
    const off = await patch(`/Users/${id}`, { op: 'replace', value: { active: false } })
    expect(off.body.active).toBe(false)
    const on = await directory.call('PUT', `/Users/${id}`, { ...whole, active: true })
    expect(on.body.active).toBe(true)
    expect(
      (await directory.call('PUT', `/Users/${id}`, { ...whole, active: false })).body.active,
    ).toBe(false)
    await patch(`/Users/${id}`, { op: 'replace', value: { active: true } })
  })
  it('reads people page by page, each once', async () => {
    const { totalResults } = await get('/Users?startIndex=1&count=1')
    const ids: string[] = []
    while (ids.length < totalResults) {
      const { Resources } = await get(`/Users?startIndex=${ids.length + 1}&count=5`)
      expect(Resources.length).toBeGreaterThan(0)
      ids.push(...Resources.map((one: { id: string }) => one.id))
    }
    expect(new Set(ids).size).toBe(totalResults)
    expect(await get('/Users?count=0')).toMatchObject({ totalResults, Resources: [] })
    expect(await get('/Users?startIndex=-3&count=-1')).toMatchObject({
      startIndex: 1,
      Resources: [],
    })
    expect(await get('/Users?startIndex=10000')).toMatchObject({ totalResults, itemsPerPage: 0 })
    expect((await directory.get('/Users?count=many')).body.scimType).toBe('invalidValue')
  })
  it('pushes a group: made with members, renamed without a path, members exchanged', async () => {
    const members = [{ value: id, display: user.userName }]
    const made = await directory.call('POST', '/Groups', {
      schemas: [GROUP_URN],
      displayName: 'Test SCIMv2',
      members,
    })
    expect(made).toMatchObject({ status: 201, body: { members: [{ value: id, type: 'User' }] } })
    const path = `/Groups/${made.body.id}`
    await patch(path, { op: 'replace', value: { id: made.body.id, displayName: 'Test SCIMv2 0' } })
    const other = await world.userId('requester')
    const changed = await patch(
      path,
      { op: 'remove', path: `members[value eq "${id}"]` },
      { op: 'add', path: 'members', value: [{ value: other, display: 'x' }] },
    )
    expect(changed.status).toBe(204)
    expect(await get(path)).toMatchObject({
      displayName: 'Test SCIMv2 0',
      members: [{ value: other }],
    })
    const put = await directory.call('PUT', path, { displayName: 'Test SCIMv2 0', members })
    expect(put.body.members).toMatchObject([{ value: id }])
    expect(
      (await directory.call('PUT', path, { displayName: 'Test SCIMv2 0' })).body.members,
    ).toEqual([])
  })
})
