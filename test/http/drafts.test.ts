import { describe, expect, it } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import { createDriver } from '../support/scenario-driver.js'
import { connectTemporal, DAY, fastForward, ticketWorkflowId } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { call, code, history } = createDriver(world)

const draft = (body: object = {}) =>
  call<TicketView>('requester', 'POST', '/tickets', { isDraft: true, ...body })
const edit = (id: string, body: object, headers: Record<string, string> = {}) =>
  world.call<TicketView & { code?: string; details?: { current: TicketView } }>(
    'requester',
    'PATCH',
    `/tickets/${id}`,
    body,
    headers,
  )

async function insert(
  table: 'category' | 'department',
  columns: string,
  values: string,
  departmentId?: string,
): Promise<string> {
  const [row] = await world.db.query<{ id: string }>(
    `INSERT INTO ${table} (organization_id, id, name, code${columns})
     SELECT organization_id, uuidv7(), 'x', uuidv7()::text${values} FROM department WHERE id = $1 RETURNING id`,
    [departmentId ?? (await world.departmentId('IT'))],
  )
  return row?.id ?? ''
}
const addCategory = (departmentId?: string) =>
  insert('category', ', department_id', ', id', departmentId)
const addDepartment = () => insert('department', '', '')

describe('a draft', () => {
  it('is begun with anything, numbered, edited, and handed in when it is whole', async () => {
    const begun = await draft({ title: 'Half a thought' })
    expect(begun).toMatchObject({ status: 'draft', number: expect.stringMatching(/^T-\d+$/) })
    const week = Date.parse(begun.expiresAt ?? '') - Date.parse(begun.createdAt)
    expect(week).toBe(7 * DAY * 1000)
    expect((await edit(begun.id, { isDraft: false })).body).toMatchObject({
      code: 'validation_failed',
      details: { description: ['is required'], departmentId: ['is required'] },
    })
    const departmentId = await world.departmentId('IT')
    const edited = await edit(begun.id, { description: 'the rest', tags: ['b', 'b'] })
    expect(edited.body).toMatchObject({ title: 'Half a thought', tags: ['b'], revision: 2 })
    expect(Date.parse(edited.body.expiresAt ?? '')).toBeGreaterThan(
      Date.parse(begun.expiresAt ?? ''),
    )
    const filed = await edit(begun.id, { departmentId, priority: 'high', isDraft: false })
    expect(filed.body).toMatchObject({ status: 'submitted', priority: 'high', expiresAt: null })
    expect(await history(begun.id)).toEqual(['save_draft', 'save_draft', 'save_draft', 'submit'])
    expect((await edit(begun.id, { title: 'too late' })).body.code).toBe('not_editable')
  })

  it('tells a stale editor so, with the newer copy', async () => {
    const { id } = await draft({ title: 'one' })
    expect((await edit(id, { title: 'two' }, { 'If-Match': '"1"' })).status).toBe(200)
    const stale = await edit(id, { title: 'three' }, { 'If-Match': '"1"' })
    expect(stale.status).toBe(409)
    expect(stale.body).toMatchObject({
      code: 'stale_draft',
      details: { current: { id, title: 'two', revision: 2 } },
    })
    expect((await edit(id, { isDraft: false }, { 'If-Match': '"1"' })).body.code).toBe(
      'stale_draft',
    )
    const both = await Promise.all(
      ['a', 'b'].map((title) => edit(id, { title }, { 'If-Match': '"2"' })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const free = await Promise.all(['c', 'd', 'e'].map((title) => edit(id, { title })))
    expect(free.map(({ status }) => status)).toEqual([200, 200, 200]) // the last write wins
    expect((await edit(id, { departmentId: id })).body.code).toBe('department_not_found')
    expect((await edit(id, { categoryId: id })).body.code).toBe('category_not_found')
    expect((await edit(id, { attachments: ['x'] })).body.code).toBe('attachment_not_found')
  })

  it('gives up a member for null, or for an empty text', async () => {
    const whole = {
      ...(await world.newTicket({ priority: 'high', tags: ['a'], customFields: { a: 1 } })),
      categoryId: await addCategory(),
    }
    const blank = {
      title: '',
      description: '',
      departmentId: null,
      categoryId: null,
      priority: 'normal',
      tags: [],
      customFields: {},
      attachments: [],
    }
    const none = Object.fromEntries(Object.keys(blank).map((member) => [member, null]))
    for (const cleared of [
      none,
      { ...none, title: ' ', description: '', departmentId: '', categoryId: '' },
    ]) {
      expect(await draft(cleared)).toMatchObject(blank)
      const { id } = await draft(whole)
      expect((await edit(id, cleared)).body).toMatchObject(blank)
    }
    const filed = await world.file()
    expect((await edit(filed.id, { tags: null })).body.code).toBe('validation_failed')
    const incomplete = await world.call('requester', 'POST', '/tickets', none)
    expect(incomplete.body.details).toEqual({
      title: ['is required'],
      description: ['is required'],
      departmentId: ['is required'],
    })
  })

  it('is saved on though its category or department was deleted, and handed in only with one that is there', async () => {
    const departmentId = await addDepartment()
    const categoryId = await addCategory(departmentId)
    const { id } = await draft(await world.newTicket({ categoryId, departmentId }))
    for (const table of ['category', 'department']) {
      await world.db.query(`UPDATE ${table} SET deleted_at = now() WHERE id = ANY ($1)`, [
        [categoryId, departmentId],
      ])
    }
    const saved = await edit(id, { title: 'Saved', categoryId, departmentId })
    expect(saved.body).toMatchObject({ title: 'Saved', categoryId, departmentId })
    expect((await edit(id, { categoryId: null })).body.categoryId).toBeNull()
    expect((await edit(id, { categoryId })).body.code).toBe('category_not_found')
    for (const fields of [{}, { title: 'Not saved' }]) {
      expect((await edit(id, { ...fields, isDraft: false })).body.code).toBe('department_not_found')
    }
    const moved = { departmentId: await world.departmentId('IT'), isDraft: false }
    expect((await edit(id, moved)).body).toMatchObject({ title: 'Saved', status: 'submitted' })
  })

  it('keeps nothing of an edit that was to hand it in, and could not', async () => {
    const { id } = await draft({ title: 'one' })
    const refused = await edit(id, { title: 'two', description: 'x', isDraft: false })
    expect(refused.body).toMatchObject({
      code: 'validation_failed',
      details: { departmentId: ['is required'] },
    })
    const now = await call<TicketView>('requester', 'GET', `/tickets/${id}`)
    expect(now).toMatchObject({ title: 'one', description: '', revision: 1 })
  })

  it('is nobody else’s, is put away by its author alone, and comes back', async () => {
    const { id } = await draft({ title: 'secret' })
    for (const who of ['moderator', 'admin', 'requester2']) {
      expect((await world.call(who, 'GET', `/tickets/${id}`)).status).toBe(404)
      expect((await world.call(who, 'DELETE', `/tickets/${id}`)).status).toBe(404)
    }
    expect((await world.call('requester', 'DELETE', `/tickets/${id}`)).status).toBe(204)
    expect((await world.call('requester', 'GET', `/tickets/${id}`)).status).toBe(404)
    const listed = await call('requester', 'GET', '/tickets?status=draft&limit=200')
    expect(listed.items.map((t: TicketView) => t.id)).not.toContain(id)
    expect((await world.call('moderator', 'POST', `/tickets/${id}/restore`)).status).toBe(404)
    const back = await call<TicketView>('requester', 'POST', `/tickets/${id}/restore`)
    expect(back).toMatchObject({ status: 'draft', title: 'secret', deletedAt: null })
    expect(back.expiresAt).not.toBeNull()
    const filed = await world.file()
    expect(await code('requester', 'DELETE', `/tickets/${filed.id}`)).toBe('not_deletable')
  })

  it('is not put away at the hour that an edit has renewed since', async () => {
    await call('admin', 'PATCH', '/admin/settings', { draftExpiresAfter: 'PT4S' })
    const { id } = await draft({ title: 'a while' })
    const there = async () => (await world.call('requester', 'GET', `/tickets/${id}`)).status
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    await edit(id, { title: 'a while longer' })
    await call('admin', 'PATCH', '/admin/settings', { draftExpiresAfter: 'P7D' })
    await new Promise((resolve) => setTimeout(resolve, 2_500)) // the first hour has passed
    expect(await there()).toBe(200)
    await world.until(async () => (await there()) === 404)
  })

  it('expires on the new date where an edit makes it an earlier one', async () => {
    const { id } = await draft({ title: 'not so long' })
    await call('admin', 'PATCH', '/admin/settings', { draftExpiresAfter: 'PT2S' })
    expect((await edit(id, { title: 'short' })).status).toBe(200)
    await call('admin', 'PATCH', '/admin/settings', { draftExpiresAfter: 'P7D' })
    await world.until(
      async () => (await world.call('requester', 'GET', `/tickets/${id}`)).status === 404,
    )
  })

  it('expires when nobody edits it, not before, and can be restored', async () => {
    const { id, number } = await draft({ title: 'forgotten' })
    const client = connectTemporal(world)
    const workflowId = ticketWorkflowId(world, number)
    const running = () =>
      client.workflow
        .getHandle(workflowId)
        .describe()
        .then(
          ({ status }) => status.name === 'RUNNING',
          () => false,
        )
    await world.until(running)
    await new Promise((resolve) => setTimeout(resolve, 300))
    await edit(id, { title: 'not forgotten' }) // renews it behind the workflow's back
    await fastForward(client, workflowId, 8 * DAY)
    await world.until(
      async () => (await world.call('requester', 'GET', `/tickets/${id}`)).status === 404,
    )
    const [event] = await world.db.query<{ type: string; at: Date; actor: { kind: string } }>(
      'SELECT type, at, actor FROM ticket_event WHERE ticket_id = $1 ORDER BY seq DESC LIMIT 1',
      [id],
    )
    expect(event).toMatchObject({ type: 'expire_draft', actor: { kind: 'system' } })
    await world.until(async () => !(await running()))
    const back = await call<TicketView>('requester', 'POST', `/tickets/${id}/restore`)
    expect(back.title).toBe('not forgotten')
    await world.until(running)
  })
})

describe('drafts, as far as they go', () => {
  it('are partial, their author’s alone, and are handed in when complete', async () => {
    const draft = await world.call<TicketView>('requester', 'POST', '/tickets', {
      isDraft: true,
      title: 'Half',
    })
    expect(draft.body).toMatchObject({ status: 'draft', description: '', departmentId: null })
    expect((await world.call('moderator', 'GET', `/tickets/${draft.body.id}`)).status).toBe(404)
    const early = await world.call('requester', 'PATCH', `/tickets/${draft.body.id}`, {
      isDraft: false,
    })
    expect(early.body).toMatchObject({
      code: 'validation_failed',
      details: { departmentId: ['is required'] },
    })
    const whole = await world.call<TicketView>(
      'requester',
      'POST',
      '/tickets',
      await world.newTicket({ isDraft: true }),
    )
    const handedIn = await world.call('requester', 'PATCH', `/tickets/${whole.body.id}`, {
      isDraft: false,
    })
    expect(handedIn.body).toMatchObject({ status: 'submitted', revision: 2 })
  })
})
