import { describe, expect, it } from 'vitest'
import { type StandInStore, startStaffStore } from '../../scripts/local/staff-store/server.js'
import { hasStaffStore } from '../../src/read/staff/has-staff-store.js'
import { createPost, keepKeys, readToken } from '../support/letters.js'
import { createSignIn } from '../support/sign-in.js'
import { useWorld } from '../support/world.js'

let store: StandInStore
const world = useWorld({
  worker: false,
  env: { ...(await keepKeys()), PUBLIC_URL: 'https://desk.example.org/' },
  prepare: async () => {
    store = await startStaffStore({ port: 0, people: 60 })
    return { env: { SMS_BASE_URL: store.url }, stop: store.stop }
  },
})
const { awaitMail } = createPost(world)
const { signIn } = createSignIn(world)

const PASSWORD = 'three quiet green kettles'
const bringIn = (employeeCode: string, roles: unknown = ['agent'], key?: string) =>
  world.call(
    'admin',
    'POST',
    '/admin/users/import',
    { employeeCode, roles },
    key === undefined ? {} : { 'Idempotency-Key': key },
  )

describe('somebody of the staff store', () => {
  it('is brought in, mailed a link that sets a password, and may sign in by it', async () => {
    const { status, body } = await bringIn('S000004')
    expect(status, JSON.stringify(body)).toBe(201)
    expect(body).toMatchObject({
      ...{ employeeCode: 'S000004', email: 's000004@staff.test', roles: ['agent'] },
      ...{ helpdeskAuthorized: true, status: 'active' },
      departmentId: await world.departmentId('IT'),
    })
    const mail = await awaitMail('s000004@staff.test', /You have an account/)
    expect(mail.text).toContain('S000004')
    const reset = { token: readToken(mail), newPassword: PASSWORD }
    expect((await world.call(null, 'POST', '/auth/password/reset', reset)).status).toBe(204)
    const login = await signIn('S000004', { password: PASSWORD })
    expect(login.status).toBe(200)
    const own = await world.call(null, 'GET', '/notifications', undefined, {
      Authorization: `Bearer ${login.body.accessToken}`,
    })
    expect(own.body.items).toMatchObject([{ type: 'welcome' }])
    const path = `/admin/audit?action=user.import&entityId=${body.id}`
    expect((await world.call('admin', 'GET', path)).body.items).toHaveLength(1)
  })
  it('is made once under one key', async () => {
    const [first, again] = [
      await bringIn('S000008', ['requester'], 'k'),
      await bringIn('S000008', ['requester'], 'k'),
    ]
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.body.id).toBe(first.body.id)
  })
  it('is refused who is not there, has left, or is here already', async () => {
    expect(await bringIn('S999999')).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect(await bringIn('S000049')).toMatchObject({
      status: 409,
      body: { code: 'staff_inactive' },
    })
    await bringIn('S000012')
    expect(await bringIn('S000012')).toMatchObject({
      status: 409,
      body: { code: 'already_exists' },
    })
    store.put({ employeeCode: 'X-1', email: 'requester@demo.test', firstName: 'X', lastName: 'Y' })
    expect(await bringIn('X-1')).toMatchObject({ status: 409, body: { code: 'already_exists' } })
  })
  it('is not brought in without a role, with one that there is not, or by anybody but an admin', async () => {
    for (const roles of [[], ['king'], ['agent', 'agent']])
      expect((await bringIn('S000016', roles)).body.code).toBe('validation_failed')
    const body = { employeeCode: 'S000016', roles: ['agent'] }
    expect((await world.call('moderator', 'POST', '/admin/users/import', body)).status).toBe(403)
  })
  it('waits while the store says nothing that makes sense', async () => {
    store.setFaults({ refuses: true })
    expect(await bringIn('S000020')).toMatchObject({ status: 503, body: { code: 'unavailable' } })
    store.setFaults({})
    expect((await bringIn('S000020')).status).toBe(201)
  })
})

describe('the people of the store', () => {
  it('are those of the one organization that it is named for, and of no other', async () => {
    const body = { employeeCode: 'S000024', roles: ['requester'] }
    const imported = await world.call('admin@other.test', 'POST', '/admin/users/import', body)
    const begun = await world.call('admin@other.test', 'POST', '/admin/sync/sms?type=full')
    for (const { status, body } of [imported, begun]) {
      expect({ status, code: body.code }).toEqual({ status: 503, code: 'unavailable' })
    }
    expect((await bringIn('S000024')).status).toBe(201)
  })
  it('are of the one active organization, where it is named for none', async () => {
    const own = world.db.of(await world.organizationId())
    const unnamed = { organization: undefined }
    expect(await hasStaffStore(own, unnamed)).toBe(false)
    const activate = `UPDATE organization SET active = $1 WHERE slug LIKE 'other-%'`
    await world.owner.query(activate, [false])
    expect(await hasStaffStore(own, unnamed)).toBe(true)
    await world.owner.query(activate, [true])
  })
})
