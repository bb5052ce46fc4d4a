import { beforeAll, describe, expect, it } from 'vitest'
import { ENTERPRISE_URN, USER_URN } from '../../src/domain/scim/schema.js'
import { connectDirectory, type Directory, newName, patchOp, SCIM_ERROR } from '../support/scim.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
let directory: Directory
let other: Directory

beforeAll(async () => {
  directory = await connectDirectory(world)
  other = await connectDirectory(world, 'admin@other.test')
})

/** RFC 7644, section 3.3. */
const BARBARA = {
  schemas: [USER_URN],
  userName: 'bjensen@demo.test',
  externalId: 'bjensen',
  name: { formatted: 'Ms. Barbara J Jensen III', familyName: 'Jensen', givenName: 'Barbara' },
}

describe('a user', () => {
  it('is created, read, and found', async () => {
    const made = await directory.call('POST', '/Users', BARBARA)
    const location = made.headers.get('location') ?? ''
    expect(made).toMatchObject({
      status: 201,
      body: { ...BARBARA, schemas: [USER_URN, ENTERPRISE_URN], active: true },
    })
    expect(made.body).toMatchObject({
      emails: [{ value: 'bjensen@demo.test', type: 'work', primary: true }],
      roles: [{ value: 'requester' }],
      [ENTERPRISE_URN]: { employeeNumber: expect.stringMatching(/^R\d{8}$/) },
      meta: { resourceType: 'User', location, version: made.headers.get('etag') },
    })
    expect(new URL(location).pathname).toBe(`/scim/v2/Users/${made.body.id}`)
    const read = await directory.get(`/Users/${made.body.id}`)
    expect(read.body).toEqual(made.body)
    expect(await directory.find('userName eq "BJENSEN@demo.test"')).toEqual(made.body)
    expect(await directory.find('externalId eq "bjensen"')).toEqual(made.body)
    const search = await directory.call('POST', '/Users/.search', {
      filter: `id eq "${made.body.id}"`,
      attributes: ['userName'],
    })
    const { id, schemas, userName } = made.body
    expect(search.body).toMatchObject({ totalResults: 1, Resources: [{ id, schemas, userName }] })
    expect(Object.keys(search.body.Resources[0]).sort()).toEqual(['id', 'schemas', 'userName'])
  })
  it('is everybody of the organization who has an account, and nobody else', async () => {
    const { body } = await directory.get('/Users?count=200')
    const names = body.Resources.map(({ userName }: { userName: string }) => userName)
    expect(names).toEqual(expect.arrayContaining(['admin@demo.test', 'requester@demo.test']))
    expect(names.filter((name: string) => name.endsWith('other.test'))).toEqual([])
    expect(body.totalResults).toBe(names.length)
  })
  it.each([
    ['its name', { userName: 'REQUESTER@demo.test', emails: [{ value: newName() }] }],
    ['its address', { userName: 'req', emails: [{ value: 'Requester@demo.test' }] }],
    ['its employee number', { userName: newName(), [ENTERPRISE_URN]: { employeeNumber: 'E1001' } }],
  ])('is refused where %s is taken', async (_what, body) => {
    expect(await directory.call('POST', '/Users', body)).toMatchObject({
      status: 409,
      body: { schemas: [SCIM_ERROR], status: '409', scimType: 'uniqueness' },
    })
    const { id } = await directory.create()
    expect((await directory.call('PUT', `/Users/${id}`, body)).status).toBe(409)
  })
  it('is shown in parts', async () => {
    const { id } = await directory.create({ displayName: 'Parts' })
    const { body } = await directory.get(`/Users/${id}?attributes=displayName,emails.value`)
    expect(body).toMatchObject({
      id,
      displayName: 'Parts',
      emails: [{ value: expect.any(String) }],
    })
    expect(body.emails[0]).not.toHaveProperty('type')
    expect(body).not.toHaveProperty('userName')
    const rest = await directory.get(`/Users/${id}?excludedAttributes=emails,groups`)
    expect(rest.body).not.toHaveProperty('emails')
    expect(rest.body).toHaveProperty('userName')
  })
  it('has an entity tag: what was read is not read again, and what has changed is not written over', async () => {
    const { id, meta } = await directory.create()
    const path = `/Users/${id}`
    const headers = { 'If-None-Match': meta.version }
    expect((await directory.call('GET', path, undefined, headers)).status).toBe(304)
    const set = (displayName: string, version: string) =>
      directory.call('PUT', path, { userName: newName(), displayName }, { 'If-Match': version })
    const changed = await set('One', meta.version)
    expect(changed.status).toBe(200)
    expect(changed.body.meta.version).not.toBe(meta.version)
    expect(await set('Two', meta.version)).toMatchObject({ status: 412, body: { status: '412' } })
    expect(
      (await directory.call('DELETE', path, undefined, { 'If-Match': meta.version })).status,
    ).toBe(412)
    expect((await set('Three', '*')).status).toBe(200)
    expect((await directory.call('GET', path, undefined, headers)).status).toBe(200)
  })
  it('is replaced; what is left out stays, and the same again changes nothing', async () => {
    const { id, userName } = await directory.create({
      phoneNumbers: [{ value: '1' }],
      preferredLanguage: 'de',
    })
    const body = {
      userName,
      name: { givenName: 'A', familyName: 'B' },
      [ENTERPRISE_URN]: { department: 'it' },
    }
    const after = await directory.call('PUT', `/Users/${id}`, body)
    expect(after.body).toMatchObject({
      ...body,
      phoneNumbers: [{ value: '1' }],
      preferredLanguage: 'de',
      [ENTERPRISE_URN]: { department: 'it' },
    })
    const [row] = await world.db.query<{ department_id: string }>(
      'SELECT department_id FROM app_user WHERE id = $1',
      [id],
    )
    expect(row?.department_id).toBe(await world.departmentId('IT'))
    const audited = async () =>
      (await world.call('admin', 'GET', `/admin/audit?entity=user&entityId=${id}`)).body.items
    const before = await audited()
    const again = await directory.call('PUT', `/Users/${id}`, body)
    expect(again.body).toEqual(after.body)
    expect(await audited()).toEqual(before)
  })
  it('is audited: who has changed what by which token', async () => {
    const { id } = await directory.create()
    await directory.patch(`/Users/${id}`, { op: 'replace', path: 'name.givenName', value: 'New' })
    const { body } = await world.call(
      'admin',
      'GET',
      `/admin/audit?actor=${directory.tokenId}&entityId=${id}`,
    )
    expect(body.items).toMatchObject([
      {
        action: 'user.update',
        actor: { kind: 'scim_token', id: directory.tokenId },
        after: { firstName: 'New' },
      },
      { action: 'user.provision' },
    ])
    const { body: mine } = await world.call('admin', 'GET', '/admin/audit?actor=scim_token')
    expect(mine.items.length).toBeGreaterThan(1)
  })
  it("another organization's is nobody", async () => {
    const id = await world.userId('agent@other.test')
    const change = patchOp({ op: 'replace', path: 'active', value: false })
    for (const [method, body] of [
      ['GET'],
      ['PUT', { userName: 'x@x.test' }],
      ['PATCH', change],
      ['DELETE'],
    ] as const) {
      const answer = await directory.call(method, `/Users/${id}`, body)
      expect(answer, method).toMatchObject({ status: 404, body: { status: '404' } })
    }
    expect((await other.get(`/Users/${id}`)).body.active).toBe(true)
    expect(await directory.find('userName eq "agent@other.test"')).toBeUndefined()
  })
})
