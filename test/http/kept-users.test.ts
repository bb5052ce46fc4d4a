import { describe, expect, it } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const admin = (method: string, path: string, body?: unknown) =>
  world.call('admin', method, `/admin/users${path}`, body)
const change = async (who: string, body: object) =>
  (await admin('PATCH', `/${await world.userId(who)}`, body)).body
const read = async (id: string) =>
  (await world.call<TicketView>('moderator', 'GET', `/tickets/${id}`)).body
const moderate = (id: string, verb: string, body: object = {}) =>
  world.call('moderator', 'POST', `/moderator/tickets/${id}/${verb}`, body)
const signsIn = async (who: string) =>
  (
    await world.call(null, 'POST', '/auth/login', {
      login: `${who}@demo.test`,
      password: 'perdure-demo',
    })
  ).body

/** A ticket that somebody of IT works on. */
async function given(assigneeId: string): Promise<string> {
  const { id } = await world.file()
  await moderate(id, 'assign', { assigneeId })
  return id
}

describe('the list of users', () => {
  const find = async (query: string) =>
    (await admin('GET', `?${query}`)).body.items.map(({ email }: { email: string }) => email)

  it('is looked through by words, standing, role and department', async () => {
    expect(await find('q=REQUESTER2')).toEqual(['requester2@demo.test'])
    expect(await find('q=e1001')).toEqual(['admin@demo.test'])
    expect(await find('role=manager&status=active')).toEqual(['manager@demo.test'])
    expect(await find(`departmentId=${await world.departmentId('HR')}`)).toEqual([
      'hr.head@demo.test',
    ])
    expect(await find('status=pending')).toEqual([])
    expect(await find('q=other.test')).toEqual([])
    const { body } = await admin('GET', '?limit=5&count=true')
    expect(body).toMatchObject({ total: 12, nextCursor: expect.any(String) })
    expect((await admin('GET', `?cursor=${body.nextCursor}&limit=200`)).body.items).toHaveLength(7)
    expect((await admin('GET', '?status=gone')).status).toBe(400)
  })
})

describe('an account', () => {
  it('that is deactivated is out at once, and comes back by being authorized anew', async () => {
    const before = await world.token('requester2')
    expect(await change('requester2', { active: false })).toMatchObject({
      status: 'inactive',
      active: false,
      helpdeskAuthorized: false,
      roles: ['requester'],
    })
    expect((await world.call('requester2', 'GET', '/users/me')).status).toBe(401)
    expect((await signsIn('requester2')).code).toBe('account_inactive')
    expect(await change('requester2', { active: true })).toMatchObject({ status: 'unauthorized' })
    expect((await signsIn('requester2')).code).toBe('account_unauthorized')
    expect(await change('requester2', { helpdeskAuthorized: true })).toMatchObject({
      status: 'active',
    })
    expect((await signsIn('requester2')).accessToken).not.toBe(before)
    const { body } = await world.call('admin', 'GET', '/admin/audit?action=user.update')
    expect(body.items[0]).toMatchObject({
      before: { status: 'unauthorized', helpdeskAuthorized: false },
      after: { status: 'active', helpdeskAuthorized: true },
    })
    const [told] = await world.db.query<{ data: object }>(
      `SELECT data FROM notification WHERE type = 'access_granted' AND user_id = $1`,
      [await world.userId('requester2')],
    )
    expect(told?.data).toEqual({ subjectId: await world.userId('requester2') })
  })
  it('has roles, names, skills and limits that an admin says', async () => {
    const patch = {
      roles: ['requester', 'agent'],
      firstName: 'Ina',
      skills: [{ name: 'printers', level: 4 }],
      certifications: [{ name: 'Ladders', expiresAt: null }],
      maxConcurrentTickets: 3,
      tier: 'second',
    }
    expect(await change('requester2', patch)).toMatchObject(patch)
    const fresh = await signsIn('requester2')
    expect(fresh.user.roles).toEqual(['requester', 'agent'])
    for (const bad of [{ roles: [] }, { roles: ['king'] }, { email: 'x@y.z' }, { active: null }])
      expect(await change('requester2', bad)).toMatchObject({ code: 'validation_failed' })
    const departmentId = await world.departmentId('OPS')
    expect((await change('requester2', { departmentId })).code).toBe('department_not_found')
  })
  it('of the last admin stays one, and nobody takes their own away', async () => {
    for (const patch of [{ active: false }, { helpdeskAuthorized: false }, { roles: ['agent'] }])
      expect((await change('admin', patch)).code).toBe('last_admin')
    const own = await world.userId('admin')
    expect((await admin('DELETE', `/${own}`)).body.code).toBe('last_admin')
    await change('moderator2', { roles: ['moderator', 'admin'] })
    expect((await change('admin', { roles: ['agent'] })).code).toBe('own_account')
    expect((await admin('DELETE', `/${own}`)).body.code).toBe('own_account')
    expect(await change('admin', { roles: ['admin', 'agent'] })).toMatchObject({ status: 'active' })
    await change('moderator2', { roles: ['moderator'] })
  })
  it('that is deleted is out, and comes back inactive', async () => {
    const id = await world.userId('delegate')
    expect((await admin('DELETE', `/${id}`)).status).toBe(204)
    expect((await signsIn('delegate')).code).toMatch(/bad_credentials|account_inactive/)
    expect((await admin('GET', `/${id}`)).status).toBe(404)
    expect((await admin('GET', '?deleted=true')).body.items).toMatchObject([{ id }])
    expect((await admin('POST', `/${id}/restore`)).body).toMatchObject({ id, status: 'inactive' })
    const back = { active: true, helpdeskAuthorized: true }
    expect(await change('delegate', back)).toMatchObject({ status: 'active', roles: ['approver'] })
  })
  it('that waits for a decision, or was rejected, does so again once its deletion is taken back', async () => {
    for (const status of ['pending', 'rejected']) {
      const id = await world.userId('delegate')
      await world.db.query(
        'UPDATE app_user SET status = $2, helpdesk_authorized = false WHERE id = $1',
        [id, status],
      )
      expect((await admin('DELETE', `/${id}`)).status).toBe(204)
      expect((await admin('POST', `/${id}/restore`)).body).toMatchObject({ id, status })
    }
  })
})

describe('the head of a department', () => {
  const head = async (code: string) =>
    (await world.call('admin', 'GET', `/admin/departments/${await world.departmentId(code)}`)).body
      .headId
  it('who can’t be one any more, or goes elsewhere, is none: the next ticket needs a name', async () => {
    const headId = await world.userId('hr.head')
    expect(await head('HR')).toBe(headId)
    const departmentId = await world.departmentId('HR')
    await change('hr.head', { departmentId: await world.departmentId('IT') })
    expect(await head('HR')).toBeNull()
    const { id } = await world.file('requester', { departmentId })
    expect((await moderate(id, 'assign')).body.code).toBe('no_assignee')
    await change('hr.head', { departmentId })
    await world.call('admin', 'PATCH', `/admin/departments/${departmentId}`, { headId })
    for (const patch of [{ roles: ['requester'] }, { active: false }]) {
      await change('hr.head', patch)
      expect(await head('HR')).toBeNull()
      await change('hr.head', { active: true, helpdeskAuthorized: true, roles: ['agent'] })
      await world.call('admin', 'PATCH', `/admin/departments/${departmentId}`, { headId })
    }
    expect(await change('hr.head', { tier: 'x' })).toMatchObject({ tier: 'x' })
    expect(await head('HR')).toBe(headId)
  })
})

describe('whose tickets are handed over', () => {
  const handOver = async (who: string, body: object) =>
    admin('POST', `/${await world.userId(who)}/handover`, { reason: 'gone', ...body })

  it('has none left: each goes by its own run, and the operation tells how far it is', async () => {
    const [agent, head] = [await world.userId('it.agent'), await world.userId('it.head')]
    const tickets = [await given(agent), await given(agent)]
    await world.call('it.agent', 'PATCH', `/tickets/${tickets[1]}/status`, {
      status: 'in_progress',
    })
    await change('it.agent', { active: false })
    expect((await admin('GET', `/${agent}`)).body.openTickets).toBe(2)

    const asked = await handOver('it.agent', { assigneeId: head })
    expect(asked.status).toBe(202)
    const { operationId } = asked.body
    expect(asked.headers.get('location')).toBe(`/api/v1/operations/${operationId}`)
    const operation = await world.until(async () => {
      const { body } = await world.call('admin', 'GET', `/operations/${operationId}`)
      return body.status === 'applied' && body
    })
    expect(operation).toMatchObject({
      progress: 100,
      result: { total: 2, done: 2, refused: [] },
    })
    for (const id of tickets)
      expect(await read(id)).toMatchObject({ status: 'assigned', assigneeId: head })
    expect((await admin('GET', `/${agent}`)).body.openTickets).toBe(0)
    const { body: history } = await world.call('moderator', 'GET', `/tickets/${tickets[0]}/history`)
    expect(history.items.at(-1)).toMatchObject({
      command: 'reassign',
      actor: { name: 'Ada Admin' },
      reason: 'gone',
    })
    expect((await world.call('moderator', 'GET', `/operations/${operationId}`)).status).toBe(404)
    await change('it.agent', { active: true, helpdeskAuthorized: true })
  })

  it('goes to the head of a department, or to the department of whoever gets them', async () => {
    const head = await world.userId('it.head')
    const [first, second] = [await given(head), await given(head)]
    const finance = await world.departmentId('FIN')
    await handOver('it.head', { departmentId: finance })
    const goTo = async (id: string, assigneeId: string, departmentId: string) =>
      world.until(async () => {
        const ticket = await read(id)
        return ticket.assigneeId === assigneeId && ticket.departmentId === departmentId
      })
    const financeHead = await world.userId('finance.head')
    await goTo(first, financeHead, finance)
    await goTo(second, financeHead, finance)
    await handOver('finance.head', { assigneeId: head })
    await goTo(first, head, await world.departmentId('IT'))
  })

  it('needs somebody who can take them', async () => {
    const code = async (body: object) => (await handOver('it.head', body)).body.code
    const userId = (who: string) => world.userId(who)
    expect(await code({})).toBe('validation_failed')
    const both = {
      assigneeId: await userId('it.agent'),
      departmentId: await world.departmentId('IT'),
    }
    expect(await code(both)).toBe('validation_failed')
    expect(await code({ assigneeId: await userId('it.head') })).toBe('validation_failed')
    expect(await code({ assigneeId: await userId('requester') })).toBe('not_assignable')
    expect(await code({ assigneeId: await userId('agent@other.test') })).toBe('user_not_found')
    expect(await code({ departmentId: await world.departmentId('OPS') })).toBe(
      'department_not_found',
    )
    expect(await code({ departmentId: await world.departmentId('IT') })).toBe('validation_failed')
    const empty = await world.call('admin', 'POST', '/admin/departments', { name: 'E', code: 'E' })
    expect(await code({ departmentId: empty.body.id })).toBe('no_assignee')
  })

  it('is done at once where there are none', async () => {
    const asked = await handOver('ceo', { departmentId: await world.departmentId('IT') })
    const { body } = await world.call('admin', 'GET', `/operations/${asked.body.operationId}`)
    expect(body).toMatchObject({ status: 'applied', progress: 100, result: { total: 0 } })
  })
})
