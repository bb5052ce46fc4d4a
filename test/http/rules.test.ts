import { beforeAll, describe, expect, it } from 'vitest'
import { queueEach } from '../../src/write/inbox/queue.js'
import { createDriver } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { call, moderate, read } = createDriver(world)
const PATH = '/admin/automation/rules'
type Run = { event: string; ticketId: string; matched: boolean; depth: number; actions: object[] }

/** A rule about tickets whose title has the word, so that no test meets another's. */
const rule = (word: string, event: string, actions: object[], more: object = {}) =>
  call('admin', 'POST', PATH, {
    name: `${word} ${event}`,
    trigger: { event },
    conditions: { all: [{ field: 'title', op: 'contains', value: word }] },
    actions,
    ...more,
  })
const file = (word: string) => world.file('requester', { title: `About ${word}` })
const history = async (id: string) =>
  (await call('moderator', 'GET', `/tickets/${id}/history?limit=200`)).items
const runs = async (id: string): Promise<Run[]> =>
  (await call('admin', 'GET', `${PATH}/${id}/runs?limit=200`)).items
const until = <T>(look: () => Promise<T | undefined | false>) => world.until(look, 20_000)

let rounds: { ids: string[]; ticketId: string }

/** One tag becomes the other, and that the first again. */
beforeAll(async () => {
  const turn = (from: string, to: string) =>
    rule(
      'round',
      'ticket.tags_set',
      [
        { type: 'remove_tags', tags: [from] },
        { type: 'add_tags', tags: [to] },
      ],
      {
        name: `${from} to ${to}`,
        conditions: {
          all: [
            { field: 'title', op: 'contains', value: 'round' },
            { field: 'tags', op: 'contains', value: from },
          ],
        },
      },
    )
  const made = [await turn('ping', 'pong'), await turn('pong', 'ping')]
  const { id: ticketId } = await file('round')
  await call('moderator', 'PATCH', `/tickets/${ticketId}`, { tags: ['ping'] })
  rounds = { ids: made.map(({ id }) => id), ticketId }
})

describe('a rule', () => {
  it('does what it says when it happens, and history names it', async () => {
    const { id, name } = await rule('outage', 'ticket.submitted', [
      { type: 'set_priority', priority: 'urgent' },
      { type: 'add_tags', tags: ['outage'] },
      { type: 'message', body: '{{ticket.number}} of {{requester.name}}', visibility: 'internal' },
    ])
    const ticket = await file('an OUTAGE')
    await until(async () => (await read(ticket.id)).tags.includes('outage'))
    expect(await read(ticket.id)).toMatchObject({ priority: 'urgent', status: 'submitted' })
    const by = { by: 'rule', rule: { id, name }, actor: 'system' }
    expect((await history(ticket.id)).slice(-2)).toMatchObject([
      { command: 'change_priority', ...by },
      { command: 'set_tags', ...by },
    ])
    const chat = (who: string) => call(who, 'GET', `/tickets/${ticket.id}/messages`)
    const said = `${ticket.number} of Rosa Requester`
    expect((await chat('moderator')).items).toContainEqual(
      expect.objectContaining({ kind: 'system', visibility: 'internal', body: said, author: null }),
    )
    expect(JSON.stringify(await chat('requester'))).not.toContain(said)
    const done = { type: 'set_priority', ok: true }
    expect(await runs(id)).toMatchObject([
      { event: 'ticket.submitted', ticketId: ticket.id, depth: 1, matched: true, version: 1 },
    ])
    expect((await runs(id))[0]?.actions).toEqual([
      done,
      { type: 'add_tags', ok: true },
      { type: 'message', ok: true },
    ])
    const figures = await call('admin', 'GET', `${PATH}/${id}`)
    expect(figures).toMatchObject({
      runs: 1,
      matches: 1,
      successes: 3,
      failures: 0,
      lastError: null,
    })
    expect(figures.meanMs).toBeGreaterThanOrEqual(0)
    expect(figures.lastRunAt).toEqual(expect.any(String))
  })

  it('is not carried out where a condition fails, which its run names', async () => {
    const condition = { field: 'priority', op: 'eq', value: 'low' }
    const { id } = await rule('nothing', 'ticket.submitted', [{ type: 'add_tags', tags: ['x'] }], {
      conditions: { any: [condition] },
    })
    const ticket = await file('nothing')
    const [run] = await until(async () => {
      const own = (await runs(id)).filter(({ ticketId }) => ticketId === ticket.id)
      return own.length > 0 && own
    })
    expect(run).toMatchObject({ matched: false, failedCondition: condition, actions: [] })
    await call('admin', 'DELETE', `${PATH}/${id}`)
  })

  it('that is refused says so, and does the next', async () => {
    const { id } = await rule('refused', 'ticket.submitted', [
      { type: 'close', reason: 'Not yet' },
      { type: 'add_tags', tags: ['next'] },
    ])
    const ticket = await file('refused')
    await until(async () => (await read(ticket.id)).tags.includes('next'))
    expect((await runs(id))[0]?.actions).toEqual([
      { type: 'close', ok: false, code: 'invalid_transition' },
      { type: 'add_tags', ok: true },
    ])
    expect(await call('admin', 'GET', `${PATH}/${id}`)).toMatchObject({
      ...{ successes: 1, failures: 1, lastError: 'invalid_transition' },
    })
  })

  it('comes in its order, and may be the last', async () => {
    const tag = (tags: string[]) => [{ type: 'add_tags', tags }]
    const second = { name: 'second', order: 20, stopOnMatch: true }
    await rule('order', 'ticket.submitted', tag(['second']), second)
    await rule('order', 'ticket.submitted', tag(['never']), { name: 'third', order: 30 })
    await rule('order', 'ticket.submitted', tag(['first']), { name: 'first', order: 10 })
    const off = { name: 'off', order: 5, active: false }
    await rule('order', 'ticket.submitted', tag(['off']), off)
    const ticket = await file('order')
    await until(async () => (await read(ticket.id)).tags.length === 2)
    expect((await read(ticket.id)).tags).toEqual(['first', 'second'])
  })

  it('is taken back with the action that it follows from', async () => {
    await rule('undone', 'ticket.approved', [
      { type: 'set_priority', priority: 'high' },
      { type: 'add_tags', tags: ['approved'] },
    ])
    const ticket = await file('undone')
    await moderate(ticket.id, 'approve')
    await until(async () => (await read(ticket.id)).tags.includes('approved'))
    const after = await read(ticket.id)
    expect(after).toMatchObject({ status: 'open', priority: 'high' })
    expect(after.allowedCommands).toContain('undo')
    const undone = await moderate(ticket.id, 'undo')
    expect(undone).toMatchObject({ status: 'submitted', priority: 'normal', tags: [] })
    expect(undone).toMatchObject({ undone: { command: 'approve' } })
  })

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
      { type: 'macro', ok: true, actions: [{ type: 'add_tags', ok: true }] },
    ])
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

  it('of a time is asked once for each time its reason began, and not where that is gone', async () => {
    const conditions = { all: [{ field: 'title', op: 'contains', value: 'timely' }] }
    const make = (after: string, more: object, tags: string[]) =>
      call('admin', 'POST', PATH, {
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
    const shown = await call('admin', 'POST', `${PATH}/${late.id}/simulate`, {
      ticketIds: [ticket.id],
    })
    expect(shown.matched).toMatchObject([{ ticketId: ticket.id, actions: [{ would: 'applied' }] }])
    await call('moderator', 'PATCH', `/tickets/${ticket.id}`, { priority: 'high' })
    const { operationId } = await call('admin', 'POST', `${PATH}/${late.id}/arm`, {})
    await until(async () => (await read(ticket.id)).tags.includes('armed'))
    const done = await until(async () => {
      const operation = await call('admin', 'GET', `/operations/${operationId}`)
      return operation.status === 'applied' && operation
    })
    expect(done.result).toMatchObject({ ruleId: late.id })
    expect(done.result.armed).toBeGreaterThan(0)
    const unfit = await world.call('admin', 'POST', `${PATH}/${rounds.ids[0]}/arm`, {})
    expect(unfit.body).toMatchObject({ status: 400, code: 'validation_failed' })
    await moderate(ticket.id, 'assign', { assigneeId: await world.userId('it.agent') })
    await moderate(ticket.id, 'undo')
    expect((await read(ticket.id)).status).toBe('open')
    await call('admin', 'PATCH', `${PATH}/${later.id}`, { active: false })
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

  it('of which what it was to follow from was taken back is refused', async () => {
    const ticket = await file('hasty')
    await moderate(ticket.id, 'approve')
    const causedBy = (await history(ticket.id)).at(-1).seq
    await moderate(ticket.id, 'undo')
    const id = `rules/${ticket.id}/0`
    await queueEach(world.db.of(await world.organizationId()), [
      {
        ...{ id, ticketId: ticket.id, name: 'set_tags', payload: { add: ['late'] }, texts: {} },
        actor: {
          kind: 'system',
          for: { by: 'rule', ruleId: rounds.ids[0] ?? '', depth: 1, causedBy },
        },
        origin: { ip: null, userAgent: null },
      },
    ])
    const spoken = await world.call('moderator', 'PATCH', `/tickets/${ticket.id}`, {
      priority: 'low',
    })
    expect(spoken.status).toBe(200) // whoever is there does not wait for it
    const look = 'SELECT problem FROM command_inbox WHERE id = $1 AND decided_at IS NOT NULL'
    const [decided] = await until(async () => {
      const rows = await world.db.query<{ problem: object | null }>(look, [id])
      return rows.length > 0 && rows
    })
    expect(decided?.problem).toMatchObject({ code: 'cause_undone' })
    expect(await read(ticket.id)).toMatchObject({ status: 'submitted', tags: [] })
  })

  it('sees the ticket as its event left it', async () => {
    await rule('moment', 'ticket.priority_changed', [{ type: 'add_tags', tags: ['raised'] }], {
      conditions: {
        all: [
          { field: 'title', op: 'contains', value: 'moment' },
          { field: 'priority', op: 'changed_to', value: 'high' },
          { field: 'priority', op: 'changed_from', value: 'normal' },
          { field: 'status', op: 'eq', value: 'submitted' },
        ],
      },
    })
    const ticket = await file('moment')
    await call('moderator', 'PATCH', `/tickets/${ticket.id}`, { priority: 'high' })
    await call('moderator', 'PATCH', `/tickets/${ticket.id}`, { priority: 'low' })
    await moderate(ticket.id, 'approve')
    await until(async () => (await read(ticket.id)).tags.includes('raised'))
  })

  it('that has another act, which has it act, is cut off', async () => {
    const list = async () => {
      const all = await Promise.all(rounds.ids.map(runs))
      return all.flat().filter(({ matched }) => matched)
    }
    const isCut = ({ actions }: Run) => JSON.stringify(actions).includes('rule_depth')
    const all = await until(async () => {
      const matched = await list()
      return matched.some(isCut) && matched
    })
    expect(all.map(({ depth }) => depth).sort()).toEqual([1, 2, 3, 4, 5, 6])
    expect(all.filter(isCut)).toMatchObject([{ depth: 6, ticketId: rounds.ticketId }])
    expect((await read(rounds.ticketId)).tags).toEqual(['pong'])
  })
})
