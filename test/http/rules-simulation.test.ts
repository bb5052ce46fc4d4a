import { describe, expect, it } from 'vitest'
import { createDriver } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { call, moderate, read } = createDriver(world)
const PATH = '/admin/automation/rules'
const file = (word: string) => world.file('requester', { title: `About ${word}` })
const runs = async (id: string): Promise<object[]> =>
  (await call('admin', 'GET', `${PATH}/${id}/runs?limit=200`)).items

describe('a simulation', () => {
  const simulate = (path: string, body: object) => call('admin', 'POST', `${PATH}${path}`, body)
  const DRAFT = {
    name: 'Draft',
    trigger: { event: 'ticket.priority_changed' },
    conditions: { all: [{ field: 'priority', op: 'changed_to', value: 'high' }] },
    actions: [
      { type: 'add_tags', tags: ['raised'] },
      { type: 'close', reason: 'Too late' },
      { type: 'message', body: 'Seen', visibility: 'public' },
    ],
  }

  it('says what a rule would have done with a ticket as it was, and changes nothing', async () => {
    const raised = await file('simulated')
    await call('moderator', 'PATCH', `/tickets/${raised.id}`, { priority: 'high' })
    await call('moderator', 'PATCH', `/tickets/${raised.id}`, { priority: 'low' })
    await moderate(raised.id, 'approve')
    const before = await read(raised.id)
    const other = await file('simulated')
    const ticketIds = [raised.id, other.id, '01900000-0000-7000-8000-000000000000']
    const expected = {
      checked: 2,
      matched: [
        {
          ...{ ticketId: raised.id, number: raised.number, at: expect.any(String) },
          actions: [
            { type: 'add_tags', would: 'applied' },
            { type: 'close', would: 'invalid_transition' },
            { type: 'message', would: 'applied' },
          ],
        },
      ],
    }
    expect(await simulate('/simulate', { ticketIds, rule: DRAFT })).toEqual(expected)
    const { id } = await call('admin', 'POST', PATH, { ...DRAFT, active: false })
    expect(await simulate(`/${id}/simulate`, { ticketIds })).toEqual(expected)
    const rule = { ...DRAFT, trigger: { event: 'ticket.created' }, conditions: {} }
    const all = await simulate(`/${id}/simulate`, { ticketIds, rule })
    expect(all.matched.map(({ ticketId }: { ticketId: string }) => ticketId).sort()).toEqual(
      [raised.id, other.id].sort(),
    )
    expect(await read(raised.id)).toEqual(before)
    expect(await runs(id)).toEqual([])
  })

  it('of a span is an operation: each event is met, and each time, on tickets as they were', async () => {
    const from = new Date().toISOString()
    const { id: ticketId, number } = await file('spanned')
    for (const priority of ['high', 'low', 'high']) {
      await call('moderator', 'PATCH', `/tickets/${ticketId}`, { priority })
    }
    await world.call('requester', 'POST', `/tickets/${ticketId}/messages`, { body: 'Hello?' })
    await moderate(ticketId, 'approve')
    const span = { from, to: new Date(Date.now() + 7_200_000).toISOString() }
    const look = async (trigger: object, field = 'status') => {
      const conditions = { all: [DRAFT.conditions.all[0], { field, op: 'is_set' }] }
      const timely = { all: [{ field: 'title', op: 'contains', value: 'spanned' }] }
      const isEvent = 'event' in trigger && trigger.event === DRAFT.trigger.event
      const rule = { ...DRAFT, trigger, conditions: isEvent ? conditions : timely }
      const { operationId } = await simulate('/simulate', { ...span, rule })
      return world.until(async () => {
        const { status, result } = await call('admin', 'GET', `/operations/${operationId}`)
        return status === 'applied' && result
      })
    }
    const [events, said, waits, ahead, past] = await Promise.all([
      look(DRAFT.trigger, 'requester.roles'),
      look({ event: 'message.created' }),
      look({ after: 'PT1H', status: 'open' }),
      look({ after: 'PT1H', since: 'lastRequesterMessage' }),
      look({ after: 'PT1H', status: 'submitted' }),
    ])
    const match = {
      ...{ ticketId, number, at: expect.any(String) },
      actions: [
        { type: 'add_tags', would: 'applied' },
        { type: 'close', would: 'invalid_transition' },
        { type: 'message', would: 'applied' },
      ],
    }
    expect(events).toEqual({ checked: 1, matched: [match, match], asNow: ['requester.roles'] })
    expect(said).toMatchObject({ matched: [match], asNow: ['title'] })
    const later = { ...match, actions: [match.actions[0], { type: 'close' }, match.actions[2]] }
    expect(waits).toMatchObject({ matched: [later] })
    expect(ahead).toMatchObject({ matched: [later] })
    expect(Date.parse(ahead.matched[0].at)).toBeGreaterThan(Date.now() + 3_000_000)
    expect(past.matched).toEqual([])
    const { items } = await call(
      'admin',
      'GET',
      '/admin/audit?action=automation_rule.simulated&limit=1',
    )
    expect(items).toMatchObject([{ after: { checked: expect.any(Number) } }])
    const wrong = { from: span.to, to: from, rule: DRAFT }
    expect((await world.call('admin', 'POST', `${PATH}/simulate`, wrong)).body.details).toEqual({
      from: ['must be before `to`'],
    })
  })

  it('refuses whom a rule names as the real run does, by where its actions have brought the ticket', async () => {
    const { id } = await file('named')
    const agent = await world.userId('it.agent')
    const stranger = await world.userId('hr.head')
    const { departmentId } = await call('admin', 'GET', `/admin/users/${stranger}`)
    const assign = (assigneeId: string) => ({ type: 'assign', assigneeId })
    const look = async (...actions: object[]) => {
      const rule = { ...DRAFT, trigger: { event: 'ticket.submitted' }, conditions: {}, actions }
      const { matched } = await simulate('/simulate', { ticketIds: [id], rule })
      return matched[0].actions.map(({ would }: { would: string }) => would)
    }
    expect(await look(assign(agent))).toEqual(['applied'])
    expect(await look(assign(stranger))).toEqual(['not_assignable'])
    const move = { type: 'set_department', departmentId }
    expect(await look(move, assign(stranger), assign(agent))).toEqual([
      ...['applied', 'applied', 'not_assignable'],
    ])
    const given = await world.call('moderator', 'POST', `/moderator/tickets/${id}/assign`, {
      assigneeId: stranger,
    })
    expect(given.body.code).toBe('not_assignable')
  })

  it('takes a thousand tickets, and a rule that is there or given', async () => {
    const { code: wrong } = (
      await world.call('admin', 'POST', `${PATH}/simulate`, { ticketIds: [], rule: DRAFT })
    ).body
    expect(wrong).toBe('validation_failed')
    const missing = `${PATH}/01900000-0000-7000-8000-000000000000/simulate`
    const ticketIds = ['01900000-0000-7000-8000-000000000000']
    expect((await world.call('admin', 'POST', missing, { ticketIds })).status).toBe(404)
  })
})

describe('a rule has', () => {
  const BODY = {
    name: 'Wrong',
    trigger: { event: 'ticket.submitted' },
    actions: [{ type: 'add_tags', tags: ['x'] }],
  }
  it.each<[string, object, string, string]>([
    ['an event', { trigger: {} }, 'trigger.event', 'is required'],
    ['a known event', { trigger: { event: 'user.created' } }, 'trigger.event', 'must be one of'],
    [
      'an event or a time',
      { trigger: { event: 'ticket.submitted', after: 'PT48H' } },
      'trigger.after',
      'is not for a rule that begins with an event',
    ],
    ['a length', { trigger: { after: 'soon', status: 'open' } }, 'trigger.after', 'ISO 8601'],
    ['a time since something', { trigger: { after: 'PT1H' } }, 'trigger.since', 'is required'],
    [
      'nothing before but what is due',
      { trigger: { after: '-PT1H', since: 'created' } },
      'trigger.after',
      'before due alone',
    ],
    ['actions', { actions: [] }, 'actions', 'must not be empty'],
    [
      'known fields',
      { conditions: { all: [{ field: 'colour', op: 'eq', value: 'x' }] } },
      'conditions.all.0.field',
      'is no field',
    ],
    [
      'values that fit',
      { conditions: { any: [{ field: 'priority', op: 'gt', value: 'low' }] } },
      'conditions.any.0.op',
      'is not for priority',
    ],
    ['an order', { order: -1 }, 'order', 'must be at least 0'],
  ])('%s', async (_what, wrong, path, fault) => {
    const refused = await world.call('admin', 'POST', PATH, { ...BODY, ...wrong })
    expect(refused.body).toMatchObject({ status: 400, code: 'validation_failed' })
    expect(Object.keys(refused.body.details)).toEqual([path])
    expect(refused.body.details[path][0]).toContain(fault)
  })

  it('somebody who is there', async () => {
    const assigneeId = '01900000-0000-7000-8000-000000000000'
    const body = { ...BODY, actions: [{ type: 'assign', assigneeId }] }
    const refused = await world.call('admin', 'POST', PATH, body)
    expect(refused.body).toMatchObject({ status: 404, code: 'user_not_found' })
  })
})
