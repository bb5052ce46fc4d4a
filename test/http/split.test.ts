import { describe, expect, it } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import { createDriver } from '../support/scenario-driver.js'
import { connectTemporal, DAY, fastForward } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call, code, split, moderate, read, notificationTypes, history } = createDriver(world)

const close = (id: string, who = 'moderator') => moderate(id, 'close', { reason: 'done' }, who)
const readChat = async (id: string): Promise<string[]> =>
  (await call('moderator', 'GET', `/tickets/${id}/messages`)).items.map(
    (m: { body: string }) => m.body,
  )
const inChat = async (id: string): Promise<string[]> =>
  (
    (await read(id)) as TicketView & { participants: { userId: string; role: string }[] }
  ).participants
    .filter(({ role }) => role !== 'moderator') // the pool is in every chat
    .map(({ userId }) => userId)

describe('splitting', () => {
  it('begins every sub-ticket assigned, tells its people, and brings them into the parent’s chat', async () => {
    const parent = await begin('in_progress')
    const [first, second] = await split(parent.id, ['HR', 'FIN'])
    expect(first).toMatchObject({
      number: `${parent.number}.1`,
      type: 'sub_ticket',
      parentId: parent.id,
      status: 'assigned',
      title: 'Part 1',
      assigneeId: await world.userId('hr.head'),
      requesterId: await world.userId('moderator'),
    })
    expect(first?.sla.resolutionDueAt).not.toBeNull()
    expect(await notificationTypes('hr.head', first?.id ?? '')).toEqual(['ticket_assigned'])
    expect(await inChat(parent.id)).toEqual(
      expect.arrayContaining([await world.userId('hr.head'), await world.userId('finance.head')]),
    )
    expect(await readChat(parent.id)).toEqual(
      expect.arrayContaining([
        `Sub-ticket ${parent.number}.1 was added.`,
        `Sub-ticket ${parent.number}.2 was added.`,
      ]),
    )
    for (const id of [parent.id, first?.id]) {
      const [begun] = (await call('moderator', 'GET', `/tickets/${id}/history`)).items
      expect(begun).toMatchObject({ seq: 1, from: null })
      expect(begun).not.toHaveProperty('fields')
    }
    // the requester learns where they stand, and no more
    const { items } = await call('requester', 'GET', `/tickets/${parent.id}/sub-tickets`)
    expect(items[1]).toEqual({
      id: second?.id,
      number: `${parent.number}.2`,
      title: 'Part 2',
      departmentId: second?.departmentId,
      department: second?.department,
      status: 'assigned',
      progressPercent: 0,
    })
    expect((await world.call('requester', 'GET', `/tickets/${first?.id}`)).status).toBe(404)
    const withChildren = await call('requester', 'GET', `/tickets/${parent.id}?include=children`)
    expect(withChildren.children).toHaveLength(2)
    expect(await code('it.head', 'PATCH', `/tickets/${parent.id}/progress`, { percent: 9 })).toBe(
      'progress_is_computed',
    )
    expect(
      await code('it.head', 'PATCH', `/tickets/${parent.id}/status`, {
        status: 'completed',
        notes: 'x',
      }),
    ).toBe('subtickets_open')
    expect(
      await code('moderator', 'POST', `/moderator/tickets/${parent.id}/close`, { reason: 'x' }),
    ).toBe('subtickets_open')
    const departmentId = await world.departmentId('IT')
    expect(
      await code('moderator', 'POST', `/tickets/${first?.id}/split`, {
        subTickets: [{ title: 'x', departmentId }],
      }),
    ).toBe('nesting_not_allowed')
  })

  it('is all or none: one that is unfit begins nothing', async () => {
    const parent = await begin('submitted')
    const [it_, hr] = [await world.departmentId('IT'), await world.departmentId('HR')]
    const good = { title: 'x', departmentId: it_ }
    const path = `/tickets/${parent.id}/split`
    const cases: [object, string][] = [
      [{ ...good, departmentId: parent.id }, 'department_not_found'],
      [{ ...good, categoryId: parent.id }, 'category_not_found'],
      [{ ...good, slaTemplateId: parent.id }, 'sla_template_not_found'],
      [{ ...good, departmentId: hr, assigneeId: await world.userId('it.agent') }, 'not_assignable'],
    ]
    for (const [bad, expected] of cases) {
      expect(await code('moderator', 'POST', path, { subTickets: [good, bad] })).toBe(expected)
    }
    const odd = await world.call('moderator', 'POST', path, { subTickets: [{ ...good, x: 1 }] })
    expect(odd.body).toMatchObject({ details: { 'subTickets.0.x': ['is not a known member'] } })
    expect(await code('requester', 'POST', path, { subTickets: [good] })).toBe('forbidden')
    expect(await read(parent.id)).toMatchObject({ status: 'submitted', revision: 1 })
    expect((await call('moderator', 'GET', `/tickets/${parent.id}/sub-tickets`)).items).toEqual([])
  })

  it('counts the closed ones, two at the same instant too, and readies the parent', async () => {
    const parent = await begin('assigned')
    const subTickets = await split(parent.id, ['HR', 'FIN', 'IT'])
    await close(subTickets[0]?.id ?? '')
    expect(await read(parent.id)).toMatchObject({ status: 'in_progress', progressPercent: 33 })
    await Promise.all([
      close(subTickets[1]?.id ?? ''),
      close(subTickets[2]?.id ?? '', 'moderator2'),
    ])
    expect(await read(parent.id)).toMatchObject({
      status: 'ready_for_closure',
      progressPercent: 100,
    })
    expect((await history(parent.id)).slice(-3)).toEqual([
      'subtickets_progressed by system',
      'subtickets_progressed by system',
      'subtickets_closed by system',
    ])
    expect(await notificationTypes('moderator2', parent.id)).toContain('ticket_ready_for_closure')
    await moderate(subTickets[0]?.id ?? '', 'reopen', { reason: 'not yet' })
    expect(await read(parent.id)).toMatchObject({ status: 'in_progress', progressPercent: 66 })
    expect(await readChat(parent.id)).toContain(`Sub-ticket ${parent.number}.1 was reopened.`)
    await close(subTickets[0]?.id ?? '')
    await close(parent.id)
    expect(
      await code('moderator', 'POST', `/moderator/tickets/${subTickets[1]?.id}/reopen`, {
        reason: 'x',
      }),
    ).toBe('parent_closed')
    expect((await call('moderator', 'POST', `/tickets/${parent.id}/undo`)).status).toBe(
      'ready_for_closure',
    )
  })

  it('remembers while postponed that all were closed', async () => {
    const parent = await begin('in_progress')
    const [subTicket] = await split(parent.id, ['HR'])
    await moderate(parent.id, 'postpone', { reason: 'x' })
    await close(subTicket?.id ?? '')
    expect((await read(parent.id)).status).toBe('postponed')
    expect((await moderate(parent.id, 'restart')).status).toBe('ready_for_closure')
  })

  it('makes the parent ordinary again when none is left, as it was before', async () => {
    const parent = await begin('submitted')
    const [subTicket, other] = await split(parent.id, ['HR', 'FIN'])
    expect((await world.call('it.head', 'DELETE', `/tickets/${subTicket?.id}`)).status).toBe(404)
    expect((await world.call('hr.head', 'DELETE', `/tickets/${subTicket?.id}`)).status).toBe(403)
    for (const one of [subTicket, other]) {
      expect((await world.call('moderator', 'DELETE', `/tickets/${one?.id}`)).status).toBe(204)
    }
    expect(await read(parent.id)).toMatchObject({ status: 'submitted', progressPercent: 0 })
    expect(await inChat(parent.id)).toEqual([await world.userId('requester')])
    expect((await world.call('moderator', 'GET', `/tickets/${subTicket?.id}`)).status).toBe(404)
    const [third] = await split(parent.id, ['HR'])
    expect(third?.number).toBe(`${parent.number}.3`) // a number is never given twice
  })

  it('swaps the people in the parent’s chat when a sub-ticket is reassigned', async () => {
    const parent = await begin('in_progress', 'FIN')
    const [subTicket] = await split(parent.id, ['IT'])
    const agent = await world.userId('it.agent')
    await moderate(subTicket?.id ?? '', 'reassign', { reason: 'x', assigneeId: agent })
    const chat = await inChat(parent.id)
    expect((await readChat(parent.id)).slice(-2).sort()).toEqual([
      expect.stringMatching(/ joined the chat\.$/),
      expect.stringMatching(/ left the chat\.$/),
    ])
    expect(chat).toContain(agent)
    expect(chat).not.toContain(await world.userId('it.head'))
    await moderate(subTicket?.id ?? '', 'undo')
    expect(await inChat(parent.id)).toContain(await world.userId('it.head'))
  })
})

describe('without any sub-ticket left', () => {
  it('a parent that has moved by itself has its own percent and start again', async () => {
    const parent = await begin('in_progress')
    await call('it.head', 'PATCH', `/tickets/${parent.id}/progress`, { percent: 60, notes: 'x' })
    const [subTicket] = await split(parent.id, ['HR'])
    await moderate(parent.id, 'postpone', { reason: 'x' })
    await moderate(parent.id, 'restart')
    expect(await read(parent.id)).toMatchObject({ status: 'in_progress', progressPercent: 0 })
    await world.call('moderator', 'DELETE', `/tickets/${subTicket?.id}`)
    expect(await read(parent.id)).toMatchObject({
      status: 'in_progress',
      progressPercent: 60,
      startedAt: parent.startedAt,
    })
    await call('it.head', 'PATCH', `/tickets/${parent.id}/progress`, { percent: 70 })
  })
})

describe('the split’s own run', () => {
  it('shows the count, and notifies those whose sub-tickets stand still', async () => {
    const parent = await begin('in_progress')
    const [subTicket, moving] = await split(parent.id, ['HR', 'FIN'])
    const client = connectTemporal(world)
    const workflowId = `split/demo-${world.suffix}/${parent.number}`
    const handle = client.workflow.getHandle(workflowId)
    const details = async () =>
      (await handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata'))
        .currentDetails
    const running = () =>
      handle.describe().then(
        ({ status }) => status.name === 'RUNNING',
        () => false,
      )
    await world.until(running)
    await close(moving?.id ?? '')
    await world.until(async () => (await details())?.includes('1 of 2 sub-tickets are closed'))
    await fastForward(client, workflowId, 3 * DAY + 60)
    const nudges = async (who: string, id = parent.id) =>
      (await notificationTypes(who, id)).filter((type) => type === 'sub_ticket_reminder').length
    await world.until(async () => (await nudges('hr.head')) === 1)
    expect(await nudges('finance.head')).toBe(0)
    await close(subTicket?.id ?? '')
    await close(parent.id)
    await world.until(async () => !(await running()))
  })
})
