import { beforeAll, describe, expect, it } from 'vitest'
import { connectDirectory, type Directory } from '../support/scim.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
let directory: Directory
beforeAll(async () => {
  directory = await connectDirectory(world)
})
const patch: Directory['patch'] = (...asked) => directory.patch(...asked)
const readRoles = async (id: string): Promise<string[]> =>
  (await directory.get(`/Users/${id}`)).body.roles.map(({ value }: { value: string }) => value)

describe('what a group gives', () => {
  const MAPPING = {
    defaultRoles: ['requester'],
    groupRoles: [
      { group: 'Helpdesk agents', roles: ['agent'] },
      { group: 'Helpdesk admins', roles: ['admin'] },
    ],
  }
  const set = (provisioning: object) =>
    world.call('admin', 'PATCH', '/admin/settings', { provisioning })
  const addGroup = async (displayName: string, ...ids: string[]) => {
    const members = ids.map((value) => ({ value }))
    const made = await directory.call('POST', '/Groups', { displayName, members })
    expect(made.status).toBe(201)
    return made.body.id as string
  }
  const addUser = async (name: string) =>
    (await directory.call('POST', '/Users', { userName: `${name}@demo.test` })).body.id as string

  it('is what an admin has said, and whatever it is called nothing else', async () => {
    const ann = await addUser('ann')
    const agents = await addGroup('helpdesk AGENTS', ann)
    await addGroup('admin', ann)
    await addGroup('Helpdesk admins', ann)
    expect(await readRoles(ann)).toEqual(['requester'])
    expect((await set(MAPPING)).status).toBe(200)
    expect(await readRoles(ann)).toEqual(['requester', 'agent', 'admin'])
    await patch(`/Groups/${agents}`, { op: 'replace', path: 'displayName', value: 'Other' })
    expect(await readRoles(ann)).toEqual(['requester', 'admin'])
    expect((await set({ ...MAPPING, groupRoles: [] })).status).toBe(200)
    expect(await readRoles(ann)).toEqual(['requester'])
  })
  it('goes with the group, and what an admin has given stays', async () => {
    await set(MAPPING)
    const agent = await world.userId('it.agent')
    const bob = await addUser('bob')
    const group = await directory.find('displayName eq "Other"', '/Groups')
    await patch(`/Groups/${group.id}`, {
      op: 'replace',
      path: 'displayName',
      value: 'Helpdesk agents',
    })
    const members = [{ value: agent }, { value: bob }]
    await patch(`/Groups/${group.id}`, { op: 'add', path: 'members', value: members })
    expect([await readRoles(agent), await readRoles(bob)]).toEqual([
      ['requester', 'agent'],
      ['requester', 'agent'],
    ])
    const audit = await world.call('admin', 'GET', `/admin/audit?entity=user&entityId=${bob}`)
    expect(audit.body.items[0]).toMatchObject({
      action: 'user.update',
      actor: { id: directory.tokenId },
      before: { roles: ['requester'] },
      after: { roles: ['requester', 'agent'] },
    })
    await directory.call('DELETE', `/Groups/${group.id}`)
    expect([await readRoles(agent), await readRoles(bob)]).toEqual([
      ['requester', 'agent'],
      ['requester'],
    ])
  })
  it('is the same where an admin puts them into it, or takes it away', async () => {
    await set(MAPPING)
    const dora = await addUser('dora')
    const local = await world.userId('requester2')
    const before = await readRoles(local)
    const keep = async (method: string, path: string, body?: object) => {
      const answer = await world.call('admin', method, `/admin/groups${path}`, body)
      expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
      return answer.body
    }
    const members = [{ userId: dora }, { userId: local }]
    const { id } = await keep('POST', '', { name: 'Any', members })
    expect([await readRoles(dora), await readRoles(local)]).toEqual([['requester'], before])
    const agent = ['requester', 'agent']
    await keep('PATCH', `/${id}`, { name: 'Helpdesk agents' })
    expect([await readRoles(dora), await readRoles(local)]).toEqual([agent, agent])
    await keep('DELETE', `/${id}`)
    expect(await readRoles(dora)).toEqual(['requester'])
    await keep('POST', `/${id}/restore`)
    expect(await readRoles(dora)).toEqual(agent)
    const tag = async () => (await directory.get(`/Groups/${id}`)).headers.get('etag')
    const was = await tag()
    await keep('PATCH', `/${id}`, { members: [{ userId: local }] })
    expect(await readRoles(dora)).toEqual(['requester'])
    expect(await tag()).not.toBe(was)
    const query = `/admin/audit?entity=user&entityId=${dora}`
    expect((await world.call('admin', 'GET', query)).body.items[0]).toMatchObject({
      ...{ action: 'user.update', actor: { id: await world.userId('admin') } },
      ...{ before: { roles: agent }, after: { roles: ['requester'] } },
    })
    await directory.call('DELETE', `/Groups/${id}`)
    expect(await readRoles(local)).toEqual(before)
  })
  it('is nothing for somebody whom no directory knows and no group gives anything', async () => {
    const local = await world.userId('manager')
    const before = await readRoles(local)
    await world.call('admin', 'POST', '/admin/groups', {
      name: 'Choir',
      members: [{ userId: local }],
    })
    await set(MAPPING)
    expect(await readRoles(local)).toEqual(before)
  })
  it('is never the last admin’s to lose', async () => {
    const cid = await addUser('cid')
    const group = await directory.find('displayName eq "Helpdesk admins"', '/Groups')
    await patch(`/Groups/${group.id}`, { op: 'replace', path: 'members', value: [{ value: cid }] })
    await world.db.query(
      `UPDATE app_user SET roles = '{requester}' WHERE email = 'admin@demo.test'`,
    )
    const lost = await patch(`/Groups/${group.id}`, { op: 'remove', path: 'members' })
    expect(lost).toMatchObject({ status: 409, body: { detail: expect.stringContaining('admin') } })
    expect(await readRoles(cid)).toEqual(['requester', 'admin'])
    await world.db.query(`UPDATE app_user SET roles = '{admin}' WHERE email = 'admin@demo.test'`)
    expect((await patch(`/Groups/${group.id}`, { op: 'remove', path: 'members' })).status).toBe(204)
  })
  it('is never the last admin’s to lose, though it is they who take it', async () => {
    const admin = await world.userId('admin')
    const set = (roles: string) =>
      world.db.query('UPDATE app_user SET roles = $2::text[] WHERE id = $1', [admin, roles])
    await set('{requester}')
    const { id } = await directory.find('displayName eq "Helpdesk admins"', '/Groups')
    await patch(`/Groups/${id}`, { op: 'replace', path: 'members', value: [{ value: admin }] })
    expect(await readRoles(admin)).toEqual(['requester', 'admin'])
    for (const [method, body] of [
      ['DELETE'],
      ['PATCH', { members: [] }],
      ['PATCH', { name: 'x' }],
    ] as const) {
      const lost = await world.call('admin', method, `/admin/groups/${id}`, body)
      expect(lost).toMatchObject({ status: 409, body: { code: 'last_admin' } })
    }
    expect(await readRoles(admin)).toEqual(['requester', 'admin'])
    await set('{admin}')
  })
  it('is nobody’s of another organization, nor of one who is not there', async () => {
    const foreign = await world.userId('agent@other.test')
    const other = await connectDirectory(world, 'admin@other.test')
    const { id } = (await other.call('POST', '/Groups', { displayName: 'Theirs' })).body
    for (const value of [foreign, 'x', '01a1fd7a-0bcd-7240-a934-cd62a8cc0593']) {
      const refused = await directory.call('POST', '/Groups', {
        displayName: 'New',
        members: [{ value }],
      })
      expect(refused).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } })
    }
    for (const method of ['GET', 'DELETE']) {
      expect((await directory.call(method, `/Groups/${id}`)).status).toBe(404)
    }
    expect((await patch(`/Groups/${id}`, { op: 'remove', path: 'members' })).status).toBe(404)
    expect((await directory.find(`id eq "${id}"`, '/Groups')) ?? null).toBeNull()
  })
})
