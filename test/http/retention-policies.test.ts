import { expect, it } from 'vitest'
import { beginScheduledRetentionActivity } from '../../activities/retention/begin-scheduled.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const NOBODY = '01900000-0000-7000-8000-000000000000'
const PATH = '/admin/retention_policies'
const admin = (method: string, path: string, body?: unknown) =>
  world.call('admin', method, path, body)
const make = async (over: object = {}) =>
  (await admin('POST', PATH, { name: 'Old', kind: 'tickets', after: 'P1Y', ...over })).body

it('is archived first and deleted then, unless it says otherwise; each member is judged', async () => {
  expect(await make()).toMatchObject({ archive: true, action: 'delete', active: true })
  for (const wrong of [
    { kind: 'people' },
    { after: 'soon' },
    { after: 'PT0S' },
    { action: 'burn' },
    { archive: 'yes' },
  ]) {
    const body = { name: 'Old', kind: 'tickets', after: 'P1Y', ...wrong }
    expect((await admin('POST', PATH, body)).body.code).toBe('validation_failed')
    const { id } = await make()
    expect((await admin('PATCH', `${PATH}/${id}`, wrong)).status).toBe(400)
  }
})

it('is carried out by an operation, one at a time; a dry run disturbs nobody', async () => {
  const { id } = await make()
  const run = (query = '') => admin('POST', `${PATH}/${id}/run${query}`)
  const begun = await run()
  expect(begun).toMatchObject({ status: 202, body: { status: 'pending' } })
  const { operationId } = begun.body
  expect(begun.headers.get('location')).toBe(`/api/v1/operations/${operationId}`)
  expect((await admin('GET', `/operations/${operationId}`)).body).toMatchObject({
    ...{ operationId, status: 'pending', progress: 0 },
  })
  expect(await run()).toMatchObject({ status: 409, body: { code: 'retention_running' } })
  for (const query of ['?dryRun=true', '?dryRun=true']) expect((await run(query)).status).toBe(202)
  const other = await make()
  expect((await admin('POST', `${PATH}/${other.id}/run`)).status).toBe(202)
  for (const query of ['?dryRun=yes', '?dry=true']) expect((await run(query)).status).toBe(400)
  expect((await admin('POST', `${PATH}/${id}/run`, { force: true })).status).toBe(400)
  const audited = (await admin('GET', `/admin/audit?entityId=${id}&action=retention.begin`)).body
  expect(audited.items.at(-1)).toMatchObject({
    after: { operationId, kind: 'tickets', isDryRun: false },
  })
  expect((await admin('POST', `/operations/${operationId}/cancel`)).status).toBe(200)
})

it('by one key it begins once', async () => {
  const { id } = await make()
  const send = () =>
    world.call('admin', 'POST', `${PATH}/${id}/run`, undefined, { 'Idempotency-Key': 'run-1' })
  const [first, second] = [await send(), await send()]
  expect(second.body).toEqual(first.body)
  expect(second.status).toBe(202)
})

it('is the organization’s own, and an admin’s', async () => {
  const { id } = await make()
  for (const path of [`${PATH}/${id}`, `${PATH}/${id}/run`]) {
    const method = path.endsWith('run') ? 'POST' : 'GET'
    expect((await world.call('admin@other.test', method, path)).status).toBe(404)
    for (const who of ['moderator', 'manager', 'it.agent', 'requester'])
      expect((await world.call(who, method, path)).status).toBe(403)
  }
  for (const missing of [NOBODY, 'x'])
    expect((await admin('POST', `${PATH}/${missing}/run`)).status).toBe(404)
  expect((await admin('DELETE', `${PATH}/${id}`)).status).toBe(204)
  expect((await admin('POST', `${PATH}/${id}/run`)).status).toBe(404)
  await admin('POST', `${PATH}/${id}/restore`)
  const { operationId } = (await admin('POST', `${PATH}/${id}/run`)).body
  const read = (who: string) => world.call(who, 'GET', `/operations/${operationId}`)
  expect((await read('admin@other.test')).status).toBe(404)
  expect((await read('moderator')).status).toBe(404)
})

it('those that are active are begun at night, by the clock of the organization', async () => {
  const organizationId = await world.organizationId()
  const [{ definition } = {}] = await world.owner.query<{ definition?: object }>(
    `SELECT definition FROM schedule WHERE kind = 'retention' AND organization_id = $1`,
    [organizationId],
  )
  expect(definition).toMatchObject({ enabled: true, times: ['02:30'], timezone: 'UTC' })
  expect((await admin('PATCH', '/admin/settings', { timezone: 'Mars/Base' })).status).toBe(400)
  await admin('PATCH', '/admin/settings', { timezone: 'Asia/Tokyo' })
  const [moved] = await world.owner.query<{ definition: object; isOlder: boolean }>(
    `SELECT definition, updated_at <= clock_timestamp() - interval '1 minute' AS "isOlder" FROM schedule WHERE kind = 'retention'`,
  )
  expect(moved).toEqual({ definition: { ...definition, timezone: 'Asia/Tokyo' }, isOlder: false })

  const active = await make({ kind: 'drafts' })
  const idle = await make({ active: false })
  const night = beginScheduledRetentionActivity({ db: world.db, notifyCommitted: () => {} })
  const nightId = NOBODY
  await night({ organizationId, nightId })
  await night({ organizationId, nightId }) // tried again
  const begun = await world.owner.query<{ policyId: string; by: string | null }>(
    `SELECT input->>'policyId' AS "policyId", requested_by_id AS by FROM operation WHERE input->>'policyId' = ANY ($1)`,
    [[active.id, idle.id]],
  )
  expect(begun).toEqual([{ policyId: active.id, by: null }])
})
