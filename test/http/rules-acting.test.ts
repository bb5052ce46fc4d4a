import { describe, expect, it } from 'vitest'
import { armEverywhere } from '../../src/write/rules/arm-everywhere.js'
import { createRules, RULES, type Run } from '../support/rules.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { call, moderate, read, rule, file, runs, until } = createRules(world)

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

  it('of a time is asked once for each time its reason began, and not where that is gone', async () => {
    const conditions = { all: [{ field: 'title', op: 'contains', value: 'timely' }] }
    const make = (after: string, more: object, tags: string[]) =>
      call('admin', 'POST', RULES, {
        ...{ name: `Timely ${tags}`, trigger: { after, ...more }, conditions },
        actions: [{ type: 'add_tags', tags }],
      })
    const soon = await make('PT1S', { status: 'open' }, ['waits'])
    const later = await make('PT1H', { since: 'created' }, ['old'])
    const gone = await make('PT3S', { status: 'submitted' }, ['untouched'])
    const ticket = await file('timely')
    await moderate(ticket.id, 'approve')
    await until(async () => (await read(ticket.id)).tags.includes('waits'))
    expect(await runs(soon.id)).toMatchObject([
      { event: 'PT1S open', ticketId: ticket.id, matched: true, depth: 1 },
    ])
    const list = (rule: Record<string, unknown>) =>
      world.db.query<{ dueAt: Date; firedAt: Date | null; since: Date }>(
        'SELECT due_at AS "dueAt", fired_at AS "firedAt", since FROM rule_timer WHERE rule_id = $1 AND ticket_id = $2',
        [rule.id, ticket.id],
      )
    expect(await list(gone)).toEqual([])
    const [hour] = await list(later)
    expect((hour?.dueAt.getTime() ?? 0) - (hour?.since.getTime() ?? 0)).toBe(3_600_000)
    const late = await make('PT1S', { since: 'created' }, ['armed'])
    const shown = await call('admin', 'POST', `${RULES}/${late.id}/simulate`, {
      ticketIds: [ticket.id],
    })
    expect(shown.matched).toMatchObject([{ ticketId: ticket.id, actions: [{ would: 'applied' }] }])
    await call('moderator', 'PATCH', `/tickets/${ticket.id}`, { priority: 'high' })
    const { operationId } = await call('admin', 'POST', `${RULES}/${late.id}/arm`, {})
    await until(async () => (await read(ticket.id)).tags.includes('armed'))
    const done = await until(async () => {
      const operation = await call('admin', 'GET', `/operations/${operationId}`)
      return operation.status === 'applied' && operation
    })
    expect(done.result).toMatchObject({ ruleId: late.id })
    expect(done.result.armed).toBeGreaterThan(0)
    const { id: ofEvent } = await rule('unfit', 'ticket.created', [
      { type: 'add_tags', tags: ['unfit'] },
    ])
    const unfit = await world.call('admin', 'POST', `${RULES}/${ofEvent}/arm`, {})
    expect(unfit.body).toMatchObject({ status: 400, code: 'validation_failed' })
    await moderate(ticket.id, 'assign', { assigneeId: await world.userId('it.agent') })
    await moderate(ticket.id, 'undo')
    expect((await read(ticket.id)).status).toBe('open')
    await call('admin', 'PATCH', `${RULES}/${later.id}`, { active: false })
    const organizationId = await world.organizationId()
    await until(async () => {
      // an event from before it was turned off may put it where it was
      await world.db.query('UPDATE rule_timer SET due_at = now() WHERE rule_id = $1', [later.id])
      await world.db.query(
        `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
         VALUES (uuidv7(), $1, 'rules', $1, '{}', now(), now())`,
        [organizationId],
      )
      await new Promise((resolve) => setTimeout(resolve, 500))
      return (await list(later)).length === 0 // one that is off is asked nothing
    })
    expect(await runs(later.id)).toEqual([])
    expect(await runs(soon.id)).toHaveLength(1)
    expect(await runs(gone.id)).toEqual([])
  })

  it('of a time that can not be asked keeps no other waiting; what it has done stands', async () => {
    const named = (value: string) => ({ all: [{ field: 'title', op: 'contains', value }] })
    const rule = await call('admin', 'POST', RULES, {
      ...{ name: 'Hapless', trigger: { after: 'PT1S', since: 'created' } },
      conditions: named('hapless'),
      actions: [
        { type: 'add_tags', tags: ['asked'] },
        { type: 'postpone', reason: 'It waits' },
      ],
    })
    const [bad, good] = [await file('hapless one'), await file('hapless two')]
    const isBad = `ticket_id <> '${bad.id}' OR rule_id <> '${rule.id}'`
    await world.owner.query(
      `ALTER TABLE rule_run ADD CONSTRAINT hapless CHECK (${isBad}) NOT VALID`,
    )
    await until(async () => (await read(good.id)).tags.includes('asked'))
    expect(await runs(rule.id)).toMatchObject([{ ticketId: good.id }])
    await moderate(bad.id, 'approve')
    await world.owner.query('ALTER TABLE rule_run DROP CONSTRAINT hapless')
    await world.db.query('UPDATE rule_timer SET due_at = now() WHERE ticket_id = $1', [bad.id])
    await call('moderator', 'PATCH', `/tickets/${bad.id}`, { priority: 'high' })
    await until(async () => (await read(bad.id)).status === 'postponed')
    const undone = await world.call('moderator', 'POST', `/tickets/${bad.id}/undo`)
    expect(undone).toMatchObject({ status: 409, body: { code: 'undo_superseded' } })
    const stands = await read(bad.id)
    expect(stands).toMatchObject({ status: 'postponed', undoUntil: null })
    expect(stands.allowedCommands).not.toContain('undo')
  })

  it('of a time is armed without taking away what has come meanwhile', async () => {
    const { id: ruleId } = await call('admin', 'POST', RULES, {
      ...{ name: 'Racing', trigger: { after: 'P9D', since: 'created' }, conditions: {} },
      actions: [{ type: 'add_tags', tags: ['never'] }],
    })
    const { id } = await file('racing')
    const list = () =>
      world.db.query<{ version: number }>(
        'SELECT version FROM rule_timer WHERE rule_id = $1 AND ticket_id = $2 ORDER BY version',
        [ruleId, id],
      )
    await until(async () => (await list()).length === 1)
    const organizationId = await world.organizationId()
    const client = await world.owner.connect()
    await client.query('BEGIN; LOCK TABLE ticket_event')
    const arming = armEverywhere(world.db, { organizationId, ruleId }, () => undefined)
    const isHeld = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%undoes%FROM ticket_event%'`
    await until(async () => (await world.owner.query(isHeld)).length > 0)
    await client.query(
      `INSERT INTO rule_timer (organization_id, rule_id, ticket_id, version, since, due_at)
       SELECT organization_id, rule_id, ticket_id, 2, since, due_at FROM rule_timer WHERE rule_id = '${ruleId}' AND ticket_id = '${id}'`,
    )
    await client.query('COMMIT')
    await client.end()
    await arming
    expect(await list()).toEqual([{ version: 1 }, { version: 2 }])
  })
})
