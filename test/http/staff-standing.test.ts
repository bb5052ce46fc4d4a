import { describe, expect, it } from 'vitest'
import { type StandInStore, startStaffStore } from '../../scripts/local/staff-store/server.js'
import { beginStaffSync } from '../../src/write/staff/begin-sync.js'
import { flagGone } from '../../src/write/staff/flag-gone.js'
import { createPost, keepKeys, readToken } from '../support/letters.js'
import { createSyncs } from '../support/syncs.js'
import { useWorld } from '../support/world.js'

let store: StandInStore
const world = useWorld({
  worker: false,
  env: { ...(await keepKeys()), PUBLIC_URL: 'https://desk.example.org/' },
  prepare: async () => {
    store = await startStaffStore({ port: 0, people: 40 })
    return { env: { SMS_BASE_URL: store.url }, stop: store.stop }
  },
})
const { awaitMail } = createPost(world)
const { begin, carryOut, endUnfinished, list, read, syncAll } = createSyncs(world)

const PASSWORD = 'three quiet green kettles'
const admin = async (method: string, path: string, body?: unknown) =>
  (await world.call('admin', method, `/admin/users${path}`, body)).body
const find = async (code: string) => (await admin('GET', `?q=${code}`)).items[0]
const prove = (email: string) =>
  world.db.query('UPDATE app_user SET email_verified_at = now() WHERE email = $1', [email])
async function register(email: string): Promise<string> {
  await world.call(null, 'POST', '/auth/register', {
    ...{ email, password: PASSWORD, firstName: 'Xa', lastName: 'Yb' },
    organization: `demo-${world.suffix}`,
  })
  return world.userId(email)
}

describe('who is gone', () => {
  it('is whoever has no record any more; a record that is not in order is one', async () => {
    expect(await syncAll()).toMatchObject({ status: 'completed', gone: 0 })
    store.put({ employeeCode: 'S000004', email: 'nobody' })
    store.put({ employeeCode: 'S000005', email: 's000006@staff.test' })
    store.remove('S000008')
    expect(await syncAll()).toMatchObject({ failed: 2, gone: 1 })
    expect(await find('S000004')).toMatchObject({ staffStatus: 'active' })
    expect(await find('S000006')).toMatchObject({ email: 's000006@staff.test' })
    const { items } = await admin('GET', '?staffStatus=gone')
    expect(items).toMatchObject([{ employeeCode: 'S000008', staffStatus: 'gone' }])
    expect(await admin('GET', `/${items[0].id}`)).toMatchObject({ staffStatus: 'gone' })
    expect(await find('E1001')).toMatchObject({ staffStatus: null })
  })
  it('is nobody who is brought in while a sync runs', async () => {
    const syncId = await begin()
    const body = { employeeCode: 'X-1', roles: ['agent'] }
    store.put({ employeeCode: 'X-1', email: 'x1@staff.test', firstName: 'Xenia', lastName: 'Own' })
    expect((await world.call('admin', 'POST', '/admin/users/import', body)).status).toBe(201)
    store.remove('X-1')
    await carryOut(syncId)
    expect(await find('X-1')).toMatchObject({ staffStatus: 'active' })
  })
})

it('whoever a sync has not seen is flagged some at a time, and counted once', async () => {
  const syncId = await begin()
  const own = world.db.of(await world.organizationId())
  await flagGone(own, syncId, 10)
  await flagGone(own, syncId, 10)
  const known = (await admin('GET', '?staffStatus=gone&limit=200')).items.length
  expect(known).toBeGreaterThan(30)
  expect((await read(syncId)).gone).toBe(known - 1)
  await world.call('admin', 'POST', `/operations/${syncId}/cancel`)
  await expect(flagGone(own, syncId, 10)).rejects.toThrow('over')
  await endUnfinished(syncId, 'cancelled')
  expect(await syncAll()).toMatchObject({ gone: 0 })
})

describe('who came by a sync', () => {
  it('and is let in is mailed a link that sets a password', async () => {
    const { id, email } = await find('S000012')
    await admin('PATCH', `/${id}`, { helpdeskAuthorized: true, roles: ['agent'] })
    const mail = await awaitMail(email, /Access granted/)
    expect(mail.text).toContain('Please set your password within three days')
    expect(mail.text).toContain('https://desk.example.org/set-password#token=')
    const reset = { token: readToken(mail), newPassword: PASSWORD }
    expect((await world.call(null, 'POST', '/auth/password/reset', reset)).status).toBe(204)
    await admin('PATCH', `/${id}`, { active: false })
    await admin('PATCH', `/${id}`, { active: true, helpdeskAuthorized: true })
    expect((await awaitMail(email, /Access granted/)).text).not.toContain('#token')
  })
  it('is invited once more where they have not set one, and not after that', async () => {
    const { id, email } = await find('S000013')
    const invite = async (of: string, who = 'admin') =>
      (await world.call(who, 'POST', `/admin/users/${of}/invitation`)).status
    expect(await invite(id)).toBe(409)
    await admin('PATCH', `/${id}`, { helpdeskAuthorized: true, roles: ['agent'] })
    await awaitMail(email, /Access granted/)
    expect(await invite(id)).toBe(204)
    const mail = await awaitMail(email, /You have an account/)
    const reset = { token: readToken(mail), newPassword: PASSWORD }
    expect((await world.call(null, 'POST', '/auth/password/reset', reset)).status).toBe(204)
    expect(await invite(id)).toBe(409)
    expect(await invite(id, 'moderator')).toBe(403)
    expect(await invite(id, 'admin@other.test')).toBe(404)
    const path = `/admin/audit?action=user.invite&entityId=${id}`
    expect((await world.call('admin', 'GET', path)).body.items).toHaveLength(1)
  })
  it('is named where an import meets them', async () => {
    const body = { employeeCode: 'S000016', roles: ['agent'] }
    const { status, body: refused } = await world.call('admin', 'POST', '/admin/users/import', body)
    const { id } = await find('S000016')
    expect({ status, refused }).toMatchObject({
      status: 409,
      refused: { code: 'already_exists', details: { userId: id } },
    })
  })
})

describe('whoever made their account themselves', () => {
  it('is named by a sync while nothing proves their address, and is then the one of the store', async () => {
    const email = 'x9@staff.test'
    const id = await register(email)
    await admin('POST', `/${id}/approve`, {})
    store.put({ employeeCode: 'X-9', email, firstName: 'Xaver', lastName: 'Stored' })
    expect((await syncAll()).errors).toContainEqual({
      ...{ employeeCode: 'X-9', reason: 'duplicate_email', userId: id },
    })
    await prove(email)
    expect((await syncAll()).errors).not.toContainEqual(
      expect.objectContaining({ employeeCode: 'X-9' }),
    )
    expect(await admin('GET', `/${id}`)).toMatchObject({
      ...{ id, employeeCode: 'X-9', email, lastName: 'Stored', staffStatus: 'active' },
      ...{ roles: ['requester'], status: 'active' },
    })
  })
  it('is let in by an import, with what they may do besides and the password that they have', async () => {
    const email = 'x10@staff.test'
    const id = await register(email)
    await prove(email)
    store.put({ employeeCode: 'X-10', email, firstName: 'Xaver', lastName: 'Stored' })
    const body = { employeeCode: 'X-10', roles: ['agent'] }
    const answer = await world.call('admin', 'POST', '/admin/users/import', body)
    expect(answer).toMatchObject({
      status: 201,
      body: { id, employeeCode: 'X-10', roles: ['agent'], status: 'active', staffStatus: 'active' },
    })
    expect((await awaitMail(email, /Access granted/)).text).not.toContain('#token')
    const { items } = (await world.call('admin', 'GET', `/admin/audit?entityId=${id}`)).body
    expect(items[0]).toMatchObject({ action: 'user.import', before: { roles: [] } })
  })
})

describe('a sync', () => {
  it('that a schedule or another admin began is found, named and ended by every admin', async () => {
    const syncId = crypto.randomUUID()
    const organizationId = await world.organizationId()
    await beginStaffSync(world.db, {
      ...{ organizationId, syncId, type: 'full', at: new Date().toISOString() },
      userId: await world.userId('moderator'),
    })
    const refused = await world.call('admin', 'POST', '/admin/sync/sms?type=full')
    expect(refused.body).toMatchObject({ code: 'sync_running', details: { syncId } })
    const [newest, before] = await list()
    expect(newest).toMatchObject({
      syncId,
      status: 'running',
      requestedBy: { name: 'Mona Moderator' },
    })
    expect(before).toMatchObject({ status: expect.stringMatching(/^completed/) })
    expect((await world.call('admin', 'GET', `/operations/${syncId}`)).body.status).toBe('pending')
    expect((await world.call('admin', 'POST', `/operations/${syncId}/cancel`)).status).toBe(200)
    await endUnfinished(syncId, 'cancelled')
    expect(await read(syncId)).toMatchObject({ status: 'cancelled' })
  })
  it('waits for a store that is busy, but no longer than an hour for a page', async () => {
    const syncId = await begin()
    store.setFaults({ busy: 2, retryAfter: 7 })
    await expect(carryOut(syncId)).rejects.toMatchObject({
      ...{ type: 'store_busy', nextRetryDelay: 7_000 },
    })
    await expect(carryOut(syncId)).rejects.toMatchObject({ type: 'store_busy' })
    await world.db.query(`UPDATE staff_sync SET state = state - 'askAgainAt'`)
    const earlier = `created_at = created_at - interval '61 minutes'`
    await world.db.query(`UPDATE operation SET ${earlier} WHERE id = $1`, [syncId])
    await carryOut(syncId)
    expect(await read(syncId)).toMatchObject({ status: 'failed', reason: 'store_busy' })
    store.setFaults({})
  })
})
