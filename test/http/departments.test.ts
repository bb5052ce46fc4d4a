import { describe, expect, it } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const admin = (method: string, path: string, body?: unknown) =>
  world.call('admin', method, `/admin/departments${path}`, body)
const read = async (id: string) =>
  (await world.call<TicketView>('moderator', 'GET', `/tickets/${id}`)).body
const moderate = (id: string, verb: string, body: object = {}) =>
  world.call('moderator', 'POST', `/moderator/tickets/${id}/${verb}`, body)

async function department(code: string, over: object = {}): Promise<string> {
  return (await admin('POST', '', { name: code, code, ...over })).body.id
}

/** A member of a new department, which is the head's. */
async function moveTo(email: string, departmentId: string): Promise<string> {
  const id = await world.userId(email)
  await world.db.query('UPDATE app_user SET department_id = $2 WHERE id = $1', [id, departmentId])
  return id
}

describe('the code of a department', () => {
  it('is nobody else’s, in capitals or not, and free once its department is deleted', async () => {
    const id = await department('Law')
    for (const code of ['Law', 'LAW'])
      expect((await admin('POST', '', { name: 'x', code })).body).toMatchObject({
        status: 409,
        code: 'duplicate_code',
      })
    expect((await admin('PATCH', `/${id}`, { code: 'it' })).body.code).toBe('duplicate_code')
    expect((await admin('PATCH', `/${id}`, { code: 'LAW' })).body.code).toBe('LAW')
    await admin('DELETE', `/${id}`)
    await department('law')
    expect((await admin('POST', `/${id}/restore`)).body.code).toBe('duplicate_code')
  })
})

describe('the head of a department', () => {
  it('is somebody active who takes tickets', async () => {
    const head = async (email: string) => ({ headId: await world.userId(email) })
    const id = await department('HEADED', await head('it.head'))
    for (const who of ['requester', 'ceo', 'moderator'])
      expect((await admin('PATCH', `/${id}`, await head(who))).body.code).toBe('not_assignable')
    for (const who of ['agent@other.test'])
      expect((await admin('PATCH', `/${id}`, await head(who))).body.code).toBe('user_not_found')
    expect((await admin('PATCH', `/${id}`, await head('manager'))).body.head.name).toBe(
      'Mara Manager',
    )
    expect((await admin('PATCH', `/${id}`, { headId: null })).body.head).toBeNull()
  })
  it('counts from the next command on', async () => {
    const headId = await world.userId('finance.head')
    const departmentId = await department('FRESH')
    const { id } = await world.file('requester', { departmentId })
    expect((await moderate(id, 'assign')).body.code).toBe('no_assignee')
    await admin('PATCH', `/${departmentId}`, { headId })
    expect((await moderate(id, 'assign')).body.assigneeId).toBe(headId)
  })
})

describe('a department that is deleted', () => {
  it('has no tickets that somebody waits for, unless it is merged into another', async () => {
    const id = await department('BUSY')
    const ticket = await world.file('requester', { departmentId: id })
    expect((await admin('DELETE', `/${id}`)).body).toMatchObject({
      status: 409,
      code: 'department_in_use',
      details: { activeTickets: 1 },
    })
    for (const [to, code] of [
      ['01900000-0000-7000-8000-000000000000', 'department_not_found'],
      [await world.departmentId('OPS'), 'department_not_found'],
      [id, 'validation_failed'],
    ])
      expect((await admin('DELETE', `/${id}?reassignTo=${to}`)).body.code).toBe(code)
    await moderate(ticket.id, 'reject', { reason: 'no' })
    expect((await admin('DELETE', `/${id}`)).status).toBe(204)
    expect(
      (
        await world.call(
          'requester',
          'POST',
          '/tickets',
          await world.newTicket({ departmentId: id }),
        )
      ).body.code,
    ).toBe('department_not_found')
  })

  it('takes its categories along, and brings them back', async () => {
    const id = await department('TREE')
    const body = { name: 'Leaf', code: 'LEAF', departmentId: id }
    const category = await world.call('admin', 'POST', '/admin/categories', body)
    const isThere = async () =>
      (await world.call('requester', 'GET', '/categories?limit=200')).body.items.some(
        (one: { id: string }) => one.id === category.body.id,
      )
    expect(await isThere()).toBe(true)
    await admin('DELETE', `/${id}`)
    expect(await isThere()).toBe(false)
    await admin('POST', `/${id}/restore`)
    expect(await isThere()).toBe(true)
  })
})

describe('a department that is merged into another', () => {
  it('takes people, categories, groups and open tickets there, each ticket by its own run', async () => {
    const [from, to] = [await department('OLD'), await department('NEW')]
    const agent = await moveTo('it.agent', from)
    const body = { name: 'Old things', code: 'OLDTHINGS', departmentId: from }
    const categoryId = (await world.call('admin', 'POST', '/admin/categories', body)).body.id
    const group = { name: 'Old hands', departmentId: from }
    const groupId = (await world.call('admin', 'POST', '/admin/groups', group)).body.id
    const file = () => world.file('requester', { departmentId: from, categoryId })
    const [submitted, working, ended] = [await file(), await file(), await file()]
    await moderate(working.id, 'assign', { assigneeId: agent })
    await world.call('it.agent', 'PATCH', `/tickets/${working.id}/status`, {
      status: 'in_progress',
    })
    await moderate(ended.id, 'reject', { reason: 'no' })

    expect((await admin('DELETE', `/${from}?reassignTo=${to}`)).status).toBe(204)
    await world.until(async () => (await read(working.id)).departmentId === to)
    await world.until(async () => (await read(submitted.id)).departmentId === to)
    expect(await read(submitted.id)).toMatchObject({ status: 'submitted', categoryId })
    expect(await read(working.id)).toMatchObject({
      status: 'in_progress',
      assigneeId: agent,
      categoryId,
    })
    expect((await read(ended.id)).departmentId).toBe(from)
    const { body: history } = await world.call('moderator', 'GET', `/tickets/${working.id}/history`)
    expect(history.items.at(-1)).toMatchObject({ command: 'set_department', actor: 'system' })
    const moved = await world.call('admin', 'GET', `/admin/categories/${categoryId}`)
    expect(moved.body.departmentId).toBe(to)
    expect((await world.call('admin', 'GET', `/admin/groups/${groupId}`)).body.departmentId).toBe(
      to,
    )
    const next = await world.file('requester', { departmentId: to, categoryId })
    expect((await moderate(next.id, 'assign', { assigneeId: agent })).body.status).toBe('assigned')
    const audit = await world.call(
      'admin',
      'GET',
      `/admin/audit?entity=department&entityId=${from}`,
    )
    expect(audit.body.items[0]).toMatchObject({
      action: 'department.delete',
      after: { reassignTo: to },
    })
  })
})

describe('customers', () => {
  it('have the tickets of their user, those that were filed before too', async () => {
    const before = await world.file('requester2')
    const userId = await world.userId('requester2')
    const made = await world.call('admin', 'POST', '/admin/customers', { company: 'Acme', userId })
    const customerId = made.body.id
    expect((await read(before.id)).customerId).toBe(customerId)
    expect((await world.file('requester2')).customerId).toBe(customerId)
    expect((await world.file('requester')).customerId).toBeNull()
    const shown = await world.call('moderator', 'GET', `/tickets/${before.id}`)
    expect(shown.body.customer).toEqual({ id: customerId, name: 'Acme' })
    expect((await world.file('requester2')).customer).toBeNull()
    const again = { company: 'Other', userId }
    expect((await world.call('admin', 'POST', '/admin/customers', again)).body).toMatchObject({
      code: 'already_exists',
      details: { customerId },
    })
    await world.call('admin', 'DELETE', `/admin/customers/${customerId}`)
    expect((await read(before.id)).customerId).toBeNull()
  })
})
