import { describe, expect, it } from 'vitest'
import { settleUnfinishedActivity } from '../../activities/operations/settle.js'
import { takeOperation } from '../../src/write/operations/progress.js'
import { settleOperation } from '../../src/write/operations/settle.js'
import { beginStaffSync } from '../../src/write/staff/begin-sync.js'
import { createCommandPath } from '../support/command-path.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false, env: { RATE_LIMIT_EXPORTS: '0' } })
const { carryOut, give, readState } = createCommandPath(world)

const cancel = (who: string, id: string) => world.call(who, 'POST', `/operations/${id}/cancel`)
const ask = async () =>
  (await world.call('admin', 'POST', '/admin/audit/export', { format: 'csv' })).body.exportId

it('is asked for by its maker alone, ends it before it begins, and is said again', async () => {
  const operationId = await ask()
  const organizationId = await world.organizationId()
  expect((await cancel('moderator', operationId)).status).toBe(404)
  expect((await cancel('admin@other.test', operationId)).status).toBe(404)
  expect((await cancel('admin', operationId)).body).toMatchObject({
    operationId,
    status: 'pending',
  })
  expect((await cancel('admin', operationId)).status).toBe(200)
  const ref = { organizationId, operationId }
  expect(await takeOperation(world.db, ref)).toBeUndefined()

  const settle = settleUnfinishedActivity({ db: world.db, notifyCommitted: () => {} })
  await settle({ ...ref, ended: 'cancelled' })
  await settle({ ...ref, ended: 'failed' })
  const ended = (await world.call('admin', 'GET', `/operations/${operationId}`)).body
  expect(ended).toMatchObject({ status: 'rejected', problem: { code: 'cancelled' } })
  expect((await cancel('admin', operationId)).status).toBe(200)
  const query = `/admin/audit?entity=operation&entityId=${operationId}`
  const audited = (await world.call('admin', 'GET', query)).body.items
  expect(audited.map(({ action }: { action: string }) => action)).toEqual([
    'operation.cancelled',
    'operation.cancel',
    'export.create',
  ])
})

it('comes too late for what has ended, and is nothing for a command', async () => {
  const operationId = await ask()
  const settle = settleUnfinishedActivity({ db: world.db, notifyCommitted: () => {} })
  await settle({ organizationId: await world.organizationId(), operationId, ended: 'failed' })
  const failed = (await world.call('admin', 'GET', `/operations/${operationId}`)).body
  expect(failed).toMatchObject({ status: 'rejected', problem: { code: 'internal' } })
  expect((await cancel('admin', operationId)).body.code).toBe('invalid_transition')
  const { id } = await world.file()
  expect((await cancel('admin', id)).status).toBe(404)
  expect((await cancel('admin', 'T-1')).status).toBe(404)
})

const FILE = { name: 'audit.csv', size: 1, contentType: 'text/csv' }
const END = { status: 'completed', file: FILE, audited: { action: 'export.complete' } } as const

describe('an export that is being made', () => {
  const begin = async () => {
    const operationId = await ask()
    const ref = { organizationId: await world.organizationId(), operationId }
    expect(await takeOperation(world.db, ref)).toBeDefined()
    return ref
  }
  it('gives no file any more once it was cancelled, though it had all of it', async () => {
    const ref = await begin()
    await cancel('admin', ref.operationId)
    expect(await settleOperation(world.db, ref, END)).toBe(false)
    await settleUnfinishedActivity({ db: world.db, notifyCommitted: () => {} })({
      ...ref,
      ended: 'cancelled',
    })
    const { body } = await world.call('admin', 'GET', `/admin/audit/exports/${ref.operationId}`)
    expect(body).toMatchObject({ status: 'cancelled' })
    expect(body).not.toHaveProperty('downloadUrl')
  })
  it('nor once somebody was erased whom it may have read', async () => {
    const ref = await begin()
    const id = await world.userId('delegate')
    await world.db.query('SELECT erase_account($1, $2)', [ref.organizationId, id])
    expect(await settleOperation(world.db, ref, END)).toBe(false)
    expect(await takeOperation(world.db, ref)).toBeUndefined()
  })
})

describe('a handover', () => {
  async function handOver(many: number) {
    const tickets: string[] = []
    for (let i = 0; i < many; i += 1) {
      const { id } = await world.file()
      await give('moderator', id, 'assign', {
        payload: { assigneeId: await world.userId('it.head') },
      })
      tickets.push(id)
    }
    const path = `/admin/users/${await world.userId('it.head')}/handover`
    const body = { assigneeId: await world.userId('it.agent'), reason: 'gone' }
    const { operationId } = (await world.call('admin', 'POST', path, body)).body
    const pass = (ticketId: string) =>
      carryOut(ticketId, 'reassign', `handover/${operationId}/${ticketId}`)
    return { tickets: tickets.sort(), operationId, pass }
  }
  const readOperation = async (id: string) =>
    (await world.call('admin', 'GET', `/operations/${id}`)).body

  it('stops between two tickets, and says how many went over', async () => {
    const { tickets, operationId, pass } = await handOver(3)
    const [first = '', second = ''] = tickets
    await pass(first)
    for (const who of ['moderator', 'admin@other.test'])
      expect((await cancel(who, operationId)).status).toBe(404)
    expect((await cancel('admin', operationId)).body).toMatchObject({
      ...{ operationId, status: 'rejected', progress: 100, problem: { code: 'cancelled' } },
      result: { total: 3, done: 1, cancelled: 2, refused: [] },
    })
    expect((await cancel('admin', operationId)).status).toBe(200)
    await pass(second).catch(() => {}) // whoever had it in hand finds it decided
    expect((await readState(first)).assigneeId).toBe(await world.userId('it.agent'))
    expect((await readState(second)).assigneeId).toBe(await world.userId('it.head'))
    expect(await readOperation(operationId)).toMatchObject({ result: { done: 1, cancelled: 2 } })
    const query = `/admin/audit?entity=operation&entityId=${operationId}`
    expect((await world.call('admin', 'GET', query)).body.items).toMatchObject([
      { action: 'operation.cancel', after: { tickets: 2 } },
    ])
    for (const id of tickets.slice(1))
      await give('moderator', id, 'close', { texts: { reason: 'x' } })
  })
  it('that has ended is over', async () => {
    const { tickets, operationId, pass } = await handOver(1)
    for (const id of tickets) await pass(id)
    expect(await readOperation(operationId)).toMatchObject({ status: 'applied' })
    expect((await cancel('admin', operationId)).body.code).toBe('invalid_transition')
    const nothing = await handOver(0)
    expect((await cancel('admin', nothing.operationId)).body.code).toBe('invalid_transition')
  })
})

it('what a schedule has begun is every admin’s to see and to end, and nobody else’s', async () => {
  const organizationId = await world.organizationId()
  const syncId = crypto.randomUUID()
  const at = new Date().toISOString()
  await beginStaffSync(world.db, { organizationId, syncId, type: 'full', at })
  for (const who of ['moderator', 'admin@other.test']) {
    expect((await cancel(who, syncId)).status).toBe(404)
    expect((await world.call(who, 'GET', `/operations/${syncId}`)).status).toBe(404)
  }
  expect((await cancel('admin', syncId)).body).toMatchObject({ operationId: syncId })
  expect(await takeOperation(world.db, { organizationId, operationId: syncId })).toBeUndefined()
})
