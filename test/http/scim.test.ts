import { beforeAll, describe, expect, it } from 'vitest'
import { connectDirectory, type Directory, newName, patchOp, SCIM_ERROR } from '../support/scim.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
let directory: Directory
beforeAll(async () => {
  directory = await connectDirectory(world)
})
const patch = (id: string, ...operations: object[]) =>
  directory.patch(`/Users/${id}`, ...operations)

describe('what is served', () => {
  it('is told: RFC 7644, section 4', async () => {
    const config = await directory.get('/ServiceProviderConfig')
    expect(config.headers.get('content-type')).toBe('application/scim+json')
    expect(config.body).toMatchObject({
      patch: { supported: true },
      bulk: { supported: false },
      filter: { supported: true, maxResults: 200 },
      etag: { supported: true },
      authenticationSchemes: [{ type: 'oauthbearertoken' }],
    })
    const types = (await directory.get('/ResourceTypes')).body.Resources
    expect(types.map(({ endpoint }: { endpoint: string }) => endpoint)).toEqual([
      '/Users',
      '/Groups',
    ])
    for (const { schema, meta } of types) {
      expect((await directory.get(`/Schemas/${schema}`)).body.id).toBe(schema)
      expect((await directory.get(meta.location.split('/v2')[1])).status).toBe(200)
    }
    const { body } = await directory.get('/Schemas')
    expect(body).toMatchObject({ totalResults: 3, startIndex: 1, itemsPerPage: 3 })
    expect(body.Resources[0].attributes[0]).toEqual({
      name: 'userName',
      type: 'string',
      description: expect.any(String),
      multiValued: false,
      required: true,
      caseExact: false,
      mutability: 'readWrite',
      returned: 'default',
      uniqueness: 'server',
    })
    expect((await directory.get('/Schemas?filter=id pr')).status).toBe(403)
  })
  it.each([
    ['GET', '/Schemas/nothing', 404],
    ['GET', '/nothing', 404],
    ['GET', '/Users/nothing', 404],
    ['GET', '/Groups/01a1fd7a-0bcd-7240-a934-cd62a8cc0593', 404],
    ['DELETE', '/Users', 405],
    ['POST', '/Bulk', 501],
    ['GET', '/Me', 501],
    ['POST', '/.search', 501],
  ])('%s %s is %i, in the form of SCIM', async (method, path, status) => {
    const answer = await directory.call(method, path, method === 'POST' ? {} : undefined)
    expect(answer).toMatchObject({
      status,
      body: { schemas: [SCIM_ERROR], status: String(status) },
    })
    expect(answer.headers.get('content-type')).toBe('application/scim+json')
  })
  it.each([
    ['not JSON', '{', 400, 'invalidSyntax'],
    ['a list', '[]', 400, 'invalidSyntax'],
    ['nothing', '', 400, 'invalidSyntax'],
    ['a NUL', '{"userName":"a\\u0000b"}', 400, 'invalidSyntax'],
    ['no name', '{}', 400, 'invalidValue'],
    ['no address', '{"userName":"bj"}', 400, 'invalidValue'],
    ['no address that is one', '{"userName":"bj@"}', 400, 'invalidValue'],
    [
      'a time zone that is none',
      '{"userName":"z@demo.test","timezone":"Moon/Base"}',
      400,
      'invalidValue',
    ],
    [
      'too long a name',
      JSON.stringify({ userName: 'l@demo.test', displayName: 'x'.repeat(301) }),
      400,
      'invalidValue',
    ],
    ['too much', JSON.stringify({ userName: 'x'.repeat(1_100_000) }), 413, undefined],
  ])('a body of %s is refused', async (_what, body, status, scimType) => {
    const refused = await directory.call('POST', '/Users', body)
    expect(refused).toMatchObject({
      status,
      body: { schemas: [SCIM_ERROR], status: String(status) },
    })
    expect(refused.body.scimType).toBe(scimType)
  })
  it('another type of content is refused', async () => {
    const headers = { 'Content-Type': 'text/xml' }
    expect((await directory.call('POST', '/Users', '<x/>', headers)).status).toBe(415)
  })
})

describe('who is deactivated by the directory', () => {
  const isIn = async (token: string) =>
    (await world.app.request('/api/v1/users/me', { headers: { Authorization: `Bearer ${token}` } }))
      .status === 200
  const signIn = async (login: string) =>
    (await world.call(null, 'POST', '/auth/login', { login, password: 'perdure-demo' })).body

  it.each(['PATCH', 'DELETE'])('by %s loses every session at once', async (method) => {
    const who = method === 'PATCH' ? 'requester' : 'requester2'
    const { accessToken, refreshToken } = await signIn(`${who}@demo.test`)
    const { id } = await directory.find(`userName eq "${who}@demo.test"`)
    expect(await isIn(accessToken)).toBe(true)
    const asked = patchOp({ op: 'replace', path: 'active', value: false })
    await directory.call(method, `/Users/${id}`, method === 'PATCH' ? asked : undefined)
    expect(await isIn(accessToken)).toBe(false)
    expect((await world.call(null, 'POST', '/auth/refresh', { refreshToken })).status).toBe(401)
    expect(await signIn(`${who}@demo.test`)).toMatchObject({ code: 'account_inactive' })
    const ended = await world.db.query(
      `SELECT 1 FROM stream_event WHERE type = 'session:ended' AND $1 = ANY (rooms)`,
      [`user:${id}`],
    )
    expect(ended.length).toBeGreaterThan(0)
  })
  it('comes back by the directory, with tickets, and without a word of an admin', async () => {
    const { id } = await directory.find('userName eq "requester@demo.test"')
    expect((await patch(id, { op: 'replace', path: 'active', value: true })).body.active).toBe(true)
    expect(await signIn('requester@demo.test')).toHaveProperty('accessToken')
    expect((await directory.get(`/Users/${await world.userId('requester2')}`)).status).toBe(404)
    const again = await directory.call('POST', '/Users', { userName: 'requester2@demo.test' })
    expect(again).toMatchObject({
      status: 201,
      body: { id: await world.userId('requester2'), active: true },
    })
    expect(await signIn('requester2@demo.test')).toHaveProperty('accessToken')
  })
  it('heads no department any more', async () => {
    const { id } = await directory.find('userName eq "hr.head@demo.test"')
    const heads = () =>
      world.db.query<{ head_id: string | null }>(
        `SELECT d.head_id FROM department d JOIN app_user u ON u.organization_id = d.organization_id
         WHERE d.code = 'HR' AND u.id = $1`,
        [id],
      )
    expect(await heads()).toEqual([{ head_id: id }])
    await patch(id, { op: 'replace', path: 'active', value: false })
    expect(await heads()).toEqual([{ head_id: null }])
  })
  it('stays out whom an admin has put out', async () => {
    const { id, userName } = await directory.create()
    const read = async () => {
      const [row] = await world.db.query<{ status: string; helpdesk_authorized: boolean }>(
        'SELECT status, helpdesk_authorized FROM app_user WHERE id = $1',
        [id],
      )
      return [row?.status, row?.helpdesk_authorized]
    }
    expect(await read()).toEqual(['active', true])
    await world.db.query(
      `UPDATE app_user SET status = 'inactive', helpdesk_authorized = false WHERE id = $1`,
      [id],
    )
    await patch(id, { op: 'replace', path: 'active', value: true })
    expect(await read()).toEqual(['active', false])
    await patch(id, { op: 'replace', path: 'active', value: false })
    await patch(id, { op: 'replace', path: 'active', value: true })
    expect(await read()).toEqual(['active', false])
    await directory.call('DELETE', `/Users/${id}`)
    await directory.call('POST', '/Users', { userName })
    expect(await read()).toEqual(['active', false])
  })
  it('is never the last admin; and an address of an admin is theirs', async () => {
    const { id } = await directory.find('userName eq "admin@demo.test"')
    const off = await patch(id, { op: 'replace', path: 'active', value: false })
    expect(off).toMatchObject({ status: 409, body: { detail: expect.stringContaining('admin') } })
    expect((await directory.call('DELETE', `/Users/${id}`)).status).toBe(409)
    const mine = { op: 'replace', path: 'emails[type eq "work"].value', value: 'evil@demo.test' }
    expect((await patch(id, mine)).status).toBe(403)
    expect((await patch(id, { op: 'replace', path: 'displayName', value: 'Ada' })).status).toBe(200)
  })
})

describe('somebody who only asked for an account', () => {
  it.each(['pending', 'rejected'])(
    '(%s) is nobody to the directory, and opens nothing of what it makes',
    async (status) => {
      const email = newName()
      await world.db.query(
        `INSERT INTO app_user (organization_id, id, employee_code, email, first_name, last_name, roles, status, password_hash)
       SELECT organization_id, uuidv7(), 'R' || $2, $1, 'Eve', 'Evil', '{admin}', $3, password_hash FROM app_user WHERE email = 'admin@demo.test'`,
        [email, email, status],
      )
      const id = await world.userId(email)
      expect(await directory.find(`userName eq "${email}"`)).toBeUndefined()
      expect((await directory.get(`/Users/${id}`)).status).toBe(404)
      const made = await directory.create({
        userName: email,
        name: { givenName: 'Owen', familyName: 'Owner' },
      })
      expect(made).toMatchObject({
        id,
        active: true,
        roles: [{ value: 'requester' }],
        name: { givenName: 'Owen' },
      })
      const login = await world.call(null, 'POST', '/auth/login', {
        login: email,
        password: 'perdure-demo',
      })
      expect(login.body).toMatchObject({ code: 'bad_credentials' })
    },
  )
})
