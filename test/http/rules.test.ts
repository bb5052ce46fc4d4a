import { beforeAll, describe, expect, it } from 'vitest'
import { queueEach } from '../../src/write/inbox/queue.js'
import { createRules, RULES, type Run } from '../support/rules.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { call, moderate, read, rule, file, history, runs, until } = createRules(world)

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
    const figures = await call('admin', 'GET', `${RULES}/${id}`)
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
    await call('admin', 'DELETE', `${RULES}/${id}`)
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
    expect(await call('admin', 'GET', `${RULES}/${id}`)).toMatchObject({
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
