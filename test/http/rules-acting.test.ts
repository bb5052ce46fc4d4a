import { describe, expect, it } from 'vitest'
import { createRules, RULES, type Run } from '../support/rules.js'
import { useWorld } from '../support/world.js'
import { describeRulesOfTimes } from './rules-acting/of-a-time.js'

const world = useWorld()
const rules = createRules(world)
const { call, moderate, read, rule, file, runs, until } = rules

describe('a rule', () => {
  it('moves tickets, and gives them to whoever has least to do, as part of what has caused it', async () => {
    const departmentId = await world.departmentId('HR')
    const members = [{ userId: await world.userId('hr.head') }]
    const group = await call('admin', 'POST', '/admin/groups', {
      name: 'Movers',
      departmentId,
      members,
    })
    const body = { name: 'Leave', code: 'leave', departmentId, groupId: group.id }
    const category = await call('admin', 'POST', '/admin/categories', body)
    const tag = { type: 'add_tags', tags: ['moved'] }
    const macro = await call('admin', 'POST', '/admin/macros', { name: 'Moves', actions: [tag] })
    const { id } = await rule('moving', 'ticket.approved', [
      { type: 'set_category', categoryId: category.id },
      { type: 'set_department', departmentId },
      { type: 'set_category', categoryId: category.id },
      { type: 'assign', mode: 'least_loaded' },
      { type: 'assign', groupId: group.id },
      { type: 'macro', macroId: macro.id },
    ])
    const ticket = await file('moving')
    await moderate(ticket.id, 'approve')
    await until(async () => (await read(ticket.id)).tags.includes('moved'))
    expect(await read(ticket.id)).toMatchObject({
      ...{ status: 'assigned', departmentId, categoryId: category.id, groupId: group.id },
      assignee: { id: members[0]?.userId },
    })
    const [run] = await runs(id)
    expect(run?.actions).toEqual([
      { type: 'set_category', ok: false, code: 'validation_failed' },
      { type: 'set_department', ok: true },
      { type: 'set_category', ok: true },
      { type: 'assign', ok: true },
      { type: 'assign', ok: true },
      { type: 'macro', ok: true, actions: [{ type: 'add_tags', ok: true }] },
    ])
    const audit = await call(
      'admin',
      'GET',
      `/admin/audit?ticketId=${ticket.id}&action=ticket.assign`,
    )
    const acted = { kind: 'system', for: { by: 'rule', ruleId: id, depth: 1 } }
    expect(audit.items[0].actor).toMatchObject(acted)
    const undone = await moderate(ticket.id, 'undo')
    const place = { departmentId: ticket.departmentId, categoryId: null, groupId: null, tags: [] }
    expect(undone).toMatchObject({ status: 'submitted', assignee: null, ...place })
  })

  it('tells people and webhooks, whatever these have asked for', async () => {
    const url = 'http://127.0.0.1:9/'
    const hook = await call('admin', 'POST', '/admin/webhooks', {
      name: 'Told',
      url,
      events: ['user.created'],
    })
    const tell = (more: object) => ({ type: 'notify', text: 'See {{ticket.number}}', ...more })
    const { id, name } = await rule('telling', 'ticket.submitted', [
      tell({ to: 'requester' }),
      tell({ to: 'assignee' }),
      tell({ roles: ['moderator', 'admin'] }),
      { type: 'webhook', webhookId: hook.id },
    ])
    const ticket = await file('telling')
    const isDone = ({ actions }: Run) => !JSON.stringify(actions).includes('null')
    const [run] = await until(async () => {
      const all = await runs(id)
      return all.length > 0 && all.every(isDone) && all
    })
    expect(run?.actions).toEqual([
      { type: 'notify', ok: true },
      { type: 'notify', ok: false, code: 'no_assignee' },
      { type: 'notify', ok: true },
      { type: 'webhook', ok: true },
    ])
    for (const who of ['requester', 'moderator', 'admin']) {
      const { items } = await call(who, 'GET', '/notifications')
      const own = items.filter(({ type }: { type: string }) => type === 'automation_notice')
      expect(own).toMatchObject([{ ticketId: ticket.id }])
      expect(JSON.stringify(own)).toContain(`See ${ticket.number}`)
    }
    expect((await read(ticket.id)).revision).toBe(ticket.revision)
    const { items } = await call('admin', 'GET', `/admin/webhooks/${hook.id}/deliveries`)
    expect(items).toMatchObject([{ type: 'rule.matched' }])
    const sent = await call('admin', 'GET', `/admin/webhooks/deliveries/${items[0].id}`)
    expect(JSON.stringify(sent)).toContain(name)
    await call('admin', 'DELETE', `/admin/webhooks/${hook.id}`)
  })

  it('on work orders tells people and webhooks of one as its event left it, and nobody what is not theirs', async () => {
    const events = ['user.created']
    const target = { name: 'Told of work', url: 'http://127.0.0.1:9/', events }
    const hook = await call('admin', 'POST', '/admin/webhooks', target)
    const text = 'See {{work_order.number}}: {{work_order.title}}'
    const tell = (more: object) => ({ type: 'notify', text, ...more })
    const raised = { field: 'priority', op: 'changed_to', value: 'urgent' }
    const conditions = { all: [{ field: 'area', op: 'eq', value: 'North' }, raised] }
    const actions = [
      tell({ users: [await world.userId('requester'), await world.userId('moderator')] }),
      tell({ to: 'head' }),
      { type: 'webhook', webhookId: hook.id },
    ]
    const { id, name } = await rule('work', 'work_order.updated', actions, { conditions })
    const order = await call('moderator', 'POST', '/work_orders', {
      ...{ title: 'A dark hall', durationMinutes: 60 },
      location: { address: '1 Harbour Street', area: 'north' },
      window: { from: '2031-03-03T06:00:00.000Z', to: '2031-03-03T20:00:00.000Z' },
    })
    const edit = (body: object) => call('moderator', 'PATCH', `/work_orders/${order.id}`, body)
    await edit({ priority: 'urgent' })
    await edit({ title: 'A dark yard' })
    const all = await until(async () => {
      const own = await runs(id)
      return own.length === 2 && own
    })
    const about = { event: 'work_order.updated', ticketId: null, workOrderId: order.id, depth: 1 }
    expect(all).toMatchObject([
      { ...about, matched: false, failedCondition: raised, actions: [] },
      {
        ...{ ...about, matched: true },
        actions: [
          { type: 'notify', ok: true },
          { type: 'notify', ok: false, code: 'no_assignee' },
          { type: 'webhook', ok: true },
        ],
      },
    ])
    const readNews = async (who: string) =>
      (await call(who, 'GET', '/notifications')).items.find(
        ({ type }: { type: string }) => type === 'work_order_notice',
      )
    expect(await readNews('moderator')).toMatchObject({
      ...{ title: 'News of a work order', workOrderId: order.id },
      body: expect.stringContaining(`See ${order.number}: A dark yard`),
    })
    expect((await readNews('requester')).body).toBe('News of a work order')
    const { items } = await call('admin', 'GET', `/admin/webhooks/${hook.id}/deliveries`)
    expect(items).toMatchObject([{ type: 'rule.matched' }])
    const sent = await call('admin', 'GET', `/admin/webhooks/deliveries/${items[0].id}`)
    expect(JSON.stringify(sent)).toContain(name)
    expect(JSON.stringify(sent)).toContain(order.number)
    await call('admin', 'DELETE', `/admin/webhooks/${hook.id}`)

    const refuse = async (method: string, path: string, body: object) =>
      (await world.call('admin', method, `${RULES}${path}`, body)).body.details
    const trigger = { event: 'ticket.created' }
    expect(await refuse('PATCH', `/${id}`, { trigger })).toMatchObject({
      'conditions.all.0.field': ['is no field of a condition'],
    })
    expect(await refuse('POST', `/${id}/simulate`, { ticketIds: [order.id] })).toHaveProperty([
      'rule.trigger.event',
    ])
    const body = { name: 'Unfit', trigger: { event: 'work_order.failed' }, conditions, actions }
    const unfit = { ...body, actions: [{ type: 'close', reason: 'x' }] }
    expect(await refuse('POST', '', unfit)).toHaveProperty(['actions.0.type'])
  })
})

describeRulesOfTimes({ ...rules, world })
