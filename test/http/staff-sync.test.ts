import { describe, expect, it } from 'vitest'
import { type StandInStore, startStaffStore } from '../../scripts/local/staff-store/server.js'
import { useWorld } from '../support/world.js'

let store: StandInStore
const world = useWorld({
  prepare: async () => {
    store = await startStaffStore({ port: 0, people: 450 })
    return { env: { SMS_BASE_URL: store.url }, stop: store.stop }
  },
})

const begin = (type = 'full') => world.call('admin', 'POST', `/admin/sync/sms?type=${type}`)
const read = async (id: string) => (await world.call('admin', 'GET', `/admin/sync/sms/${id}`)).body
const untilOver = (id: string) =>
  world.until(async () => {
    const found = await read(id)
    return found.status !== 'running' && found
  })
async function syncAll(type = 'full') {
  const { status, body } = await begin(type)
  expect(status, JSON.stringify(body)).toBe(202)
  return untilOver(body.syncId)
}
const findPerson = async (code: string) => {
  const [row] = await world.db.query<Record<string, unknown>>(
    'SELECT * FROM app_user WHERE employee_code = $1',
    [code],
  )
  return row
}

describe('the staff store is synced', () => {
  it('whole: everybody once, and nobody new may use the help desk', async () => {
    const head = await findPerson('E1004')
    const answer = await begin()
    expect(answer.status).toBe(202)
    const { syncId } = answer.body
    expect(answer.body).toEqual({ syncId, operationId: syncId, status: 'pending' })
    expect(answer.headers.get('location')).toBe(`/api/v1/operations/${syncId}`)
    expect(await untilOver(syncId)).toMatchObject({
      ...{ type: 'full', status: 'completed', progress: 100, seen: 450 },
      ...{ created: 441, updated: 0, unchanged: 0, failed: 0, skipped: 9, gone: 0, errors: [] },
      requestedBy: { name: 'Ada Admin' },
    })
    expect(await findPerson('S000004')).toMatchObject({
      ...{ status: 'active', helpdesk_authorized: false, roles: [], staff_status: 'active' },
      department_id: await world.departmentId('IT'),
    })
    expect(await findPerson('E1004')).toEqual(head)
    const operation = await world.call('admin', 'GET', `/operations/${syncId}`)
    expect(operation.body).toMatchObject({ status: 'applied', progress: 100 })
    const told = await world.until(async () => {
      const { body } = await world.call('admin', 'GET', '/notifications')
      return body.items.find(({ type }: { type: string }) => type === 'sync_finished')
    })
    expect(told.body).toContain('441')
  })

  it('again: what has changed, who is gone, and who may use the help desk stays so', async () => {
    await world.owner.query(
      `UPDATE app_user SET helpdesk_authorized = true, roles = '{agent}' WHERE employee_code = 'S000001'`,
      [],
    )
    store.put({
      employeeCode: 'S000001',
      lastName: 'Married',
      email: 'new@staff.test',
      departmentCode: 'HR',
    })
    store.put({ employeeCode: 'S000002', status: 'inactive' })
    store.put({ employeeCode: 'X-1', email: 'x1@staff.test', firstName: 'Xenia', lastName: 'Own' })
    store.remove('S000003')
    expect(await syncAll()).toMatchObject({ created: 1, updated: 2, unchanged: 438, gone: 1 })
    expect(await findPerson('S000001')).toMatchObject({
      ...{
        last_name: 'Married',
        email: 'new@staff.test',
        helpdesk_authorized: true,
        roles: ['agent'],
      },
      department_id: await world.departmentId('HR'),
    })
    expect(await findPerson('S000002')).toMatchObject({
      status: 'active',
      staff_status: 'inactive',
    })
    expect(await findPerson('S000003')).toMatchObject({ status: 'active', staff_status: 'gone' })
    const audit = await world.db.query<{ before: object; after: object }>(
      `SELECT d.before, d.after FROM audit_entry e JOIN audit_detail d ON d.audit_id = e.id
       WHERE e.action = 'user.update' AND d.after->>'lastName' = 'Married'`,
    )
    expect(audit).toHaveLength(1)
    expect(audit[0]?.before).toMatchObject({ email: 's000001@staff.test' })
  })

  it('by what has changed: others are not asked for, and nobody is held to be gone', async () => {
    await new Promise((resolve) => setTimeout(resolve, 5))
    await world.db.query(`UPDATE operation SET created_at = created_at + interval '5 minutes'`)
    store.put({ employeeCode: 'S000010', phone: '+49 1' })
    const synced = await syncAll('incremental')
    expect(synced).toMatchObject({ type: 'incremental', status: 'completed', updated: 1, gone: 0 })
    expect(synced.seen).toBeLessThan(10)
  })

  it('a bad record, and one with the address of somebody else, are reported and passed over', async () => {
    store.put({ employeeCode: 'X-2', email: 'requester@demo.test' })
    store.put({ employeeCode: 'X-3', email: 'x3@staff.test', firstName: 'Two\nlines' })
    store.setFaults({ badRecords: 200 })
    const synced = await syncAll()
    store.setFaults({})
    expect(synced).toMatchObject({ status: 'completed_with_errors', failed: 4, created: 0 })
    expect(synced.errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ employeeCode: 'S000199', reason: 'invalid_record' }),
        {
          ...{ employeeCode: 'X-2', reason: 'duplicate_email' },
          userId: await world.userId('requester'),
        },
        expect.objectContaining({
          employeeCode: 'X-3',
          details: { firstName: ['has a control character'] },
        }),
      ]),
    )
    expect((await findPerson('E1011'))?.email).toBe('requester@demo.test')
  })

  it('one at a time; a cancelled one ends, and what it has done stays done', async () => {
    store.setFaults({ delay: 400 })
    const first = await begin()
    expect(await begin()).toMatchObject({ status: 409, body: { code: 'sync_running' } })
    const path = `/operations/${first.body.syncId}`
    for (const who of ['moderator', 'requester'])
      expect((await world.call(who, 'POST', `${path}/cancel`)).status).toBe(404)
    expect((await world.call('admin', 'GET', path)).body.status).toBe('pending')
    expect((await world.call('admin', 'POST', `${path}/cancel`)).status).toBe(200)
    expect(await untilOver(first.body.syncId)).toMatchObject({ status: 'cancelled' })
    const ended = await world.call('admin', 'GET', path)
    expect(ended.body).toMatchObject({ status: 'rejected', problem: { code: 'cancelled' } })
    store.setFaults({})
    const next = await syncAll()
    expect(next.status).toMatch(/^completed/)
    const over = await world.call('admin', 'POST', `/operations/${next.syncId}/cancel`)
    expect(over).toMatchObject({ status: 409, body: { code: 'invalid_transition' } })
  })

  it('a store that refuses us ends it, and says so', async () => {
    store.setFaults({ refuses: true })
    expect(await syncAll()).toMatchObject({ status: 'failed', reason: 'store_refuses' })
    store.setFaults({})
  })

  it('one that is busy is left alone as long as it wants', async () => {
    store.setFaults({ busy: 1, retryAfter: 1 })
    expect((await syncAll()).status).toMatch(/^completed/)
  })
})

describe('by a schedule', () => {
  const path = '/admin/sync/sms/schedule'
  it('of the admin’s own times, which Temporal keeps', async () => {
    expect((await world.call('admin', 'GET', path)).body).toMatchObject({ enabled: false })
    const schedule = {
      ...{ enabled: true, type: 'incremental', times: ['02:30', '14:00'] },
      ...{ days: ['mon', 'fri'], timezone: 'Europe/Berlin' },
    }
    expect(await world.call('admin', 'PUT', path, schedule)).toMatchObject({
      status: 200,
      body: schedule,
    })
    expect((await world.call('admin', 'GET', path)).body).toEqual(schedule)
    for (const wrong of [
      { times: [] },
      { times: ['24:00'] },
      { days: ['someday'] },
      { timezone: 'Mars' },
    ])
      expect((await world.call('admin', 'PUT', path, { ...schedule, ...wrong })).status).toBe(400)
  })
})
