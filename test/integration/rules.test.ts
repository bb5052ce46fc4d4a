import { beforeAll, expect, it } from 'vitest'
import { numberCommitted } from '../../src/database/sequence.js'
import { MOST_ACTS, MOST_DEPTH } from '../../src/domain/automation/rules.js'
import { queueEach } from '../../src/write/inbox/queue.js'
import { createListenerRounds } from '../../src/write/listeners/rounds.js'
import { fireTimers, MOST_FIRED } from '../../src/write/rules/fire.js'
import { createRuleListener } from '../../src/write/rules/listener.js'
import { wakeLostRules, wakeOverdueRules } from '../../temporal/wake-rules.js'
import { createCommandPath } from '../support/command-path.js'
import { createPost } from '../support/letters.js'
import { countTableReads } from '../support/rows-read.js'
import { createRules, RULES } from '../support/rules.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { give, carryOut } = createCommandPath(world)
const { call, file, rule, runs } = createRules(world)
const { deliver } = createPost(world)

/** Everything that is committed is told to those who listen, as often as there are. */
async function listen(times = 1): Promise<void> {
  while ((await numberCommitted(world.db, 1_000)).count > 0);
  const turns = Array.from({ length: times }, async () => {
    const errors: unknown[] = []
    const round = createListenerRounds({
      ...{ db: world.db, listeners: [createRuleListener()] },
      onError: (error) => errors.push(error),
    })
    while (await round());
    return errors
  })
  expect((await Promise.all(turns)).flat()).toEqual([])
}

const tag = (id: string, n: number) =>
  give('moderator', id, 'set_tags', { payload: { tags: [`n-${n}`] } })
const SAY = { type: 'message', body: 'Again', visibility: 'internal' }
const waits = (word: string, trigger: object, actions: object[] = [SAY]) =>
  rule(word, 'x', actions, { trigger, name: `${word} ${JSON.stringify(trigger)} ${Math.random()}` })

let organizationId: string
beforeAll(async () => {
  organizationId = await world.organizationId()
})

/** What no rule may do here. */
const rethrow = (error: unknown): never => {
  throw error
}

it('a rule acts on a ticket ten times an hour and no more, which is counted and shown; each event has it asked once', async () => {
  const { id } = await rule('often', 'ticket.tags_set', [SAY])
  const [ticket, other] = [await file('often'), await file('often')]
  for (let n = 0; n < MOST_ACTS + 2; n++) await tag(ticket.id, n)
  await tag(other.id, 0)
  await listen(2) // two processes at once
  const cut = { type: 'message', ok: false, code: 'rule_rate' }
  const of = async (ticketId: string) => (await runs(id)).filter((run) => run.ticketId === ticketId)
  const all = await of(ticket.id)
  expect(all.map(({ matched }) => matched)).toEqual(Array(MOST_ACTS + 2).fill(true))
  expect(all.slice(0, 2).map(({ actions }) => actions)).toEqual([[cut], [cut]])
  expect(JSON.stringify(all.slice(2))).not.toContain('rule_rate')
  expect(await of(other.id)).toMatchObject([{ actions: [{ type: 'message', ok: true }] }])
  const figures = { runs: MOST_ACTS + 3, successes: MOST_ACTS + 1, failures: 2 }
  expect(await call('admin', 'GET', `${RULES}/${id}`)).toMatchObject({
    ...{ ...figures, matches: MOST_ACTS + 3, lastError: 'rule_rate' },
  })
  const { items } = await call('moderator', 'GET', `/tickets/${ticket.id}/messages`)
  expect(items.filter(({ body }: { body: string }) => body === SAY.body)).toHaveLength(MOST_ACTS)

  await world.owner.query(`UPDATE rule_run SET at = at - interval '1 hour' WHERE rule_id = $1`, [
    id,
  ])
  await tag(ticket.id, 99)
  await listen()
  expect((await of(ticket.id))[0]).toMatchObject({ actions: [{ type: 'message', ok: true }] })
})

it('what rules say of a work order goes by mail to those who plan, and ten times an hour', async () => {
  const users = [await world.userId('requester'), await world.userId('moderator')]
  const say = { type: 'notify', users, text: 'See {{work_order.number}}' }
  const tellHead = { ...say, users: undefined, to: 'head' }
  const conditions = {}
  await rule('mailed', 'work_order.created', [say], { conditions })
  const { id } = await rule('often changed', 'work_order.updated', [tellHead], { conditions })
  const order = await call('moderator', 'POST', '/work_orders', {
    ...{ title: 'A dark hall', durationMinutes: 60 },
    location: { address: '1 Harbour Street', area: 'north' },
    window: { from: '2031-03-03T06:00:00.000Z', to: '2031-03-03T20:00:00.000Z' },
  })
  for (let n = 0; n <= MOST_ACTS; n++) {
    await call('moderator', 'PATCH', `/work_orders/${order.id}`, { title: `A hall ${n}` })
  }
  await listen()
  const mails = (await deliver()).filter(({ subject }) => subject === 'News of a work order')
  expect(mails.map(({ to }) => to)).toEqual(['moderator@demo.test'])
  expect(mails[0]?.text).toContain(`See ${order.number}`)
  const codes = (await runs(id)).map(({ actions }) => JSON.stringify(actions))
  expect(codes).toHaveLength(MOST_ACTS + 1)
  expect(codes[0]).toContain('rule_rate')
  expect(codes.filter((one) => one.includes('no_assignee'))).toHaveLength(MOST_ACTS)
})

it('what a rule has brought about so deep begins no time that has another act', async () => {
  const { id } = await waits('deep', { after: 'PT1S', since: 'assigned' })
  const ticket = await file('deep')
  await give('moderator', ticket.id, 'approve')
  await queueEach(world.db.of(organizationId), [
    {
      ...{ id: `rules/${ticket.id}/0`, ticketId: ticket.id, name: 'assign', texts: {} },
      payload: { assigneeId: await world.userId('it.agent') },
      actor: { kind: 'system', for: { by: 'rule', ruleId: id, depth: MOST_DEPTH } },
      origin: { ip: null, userAgent: null },
    },
  ])
  await carryOut(ticket.id, 'assign', `rules/${ticket.id}/0`)
  await listen()
  const all = await world.until(async () => {
    await fireTimers(world.db, organizationId, rethrow)
    const asked = await runs(id)
    return asked.length > 0 && asked
  })
  expect(all).toMatchObject([
    { depth: MOST_DEPTH + 1, matched: true, actions: [{ ok: false, code: 'rule_depth' }] },
  ])
})

it('times that came together are asked about by twenties; what was lost of them is woken, once', async () => {
  const rules = Array.from({ length: MOST_FIRED + 1 }, () =>
    waits('many', { after: 'PT1S', status: 'submitted' }),
  )
  const ids = (await Promise.all(rules)).map(({ id }) => id)
  const { id } = await file('many')
  await listen()
  const woken = async () =>
    world.owner.query(
      `UPDATE outbox SET done_at = now() WHERE kind = 'rules' AND entity_id = $1 AND done_at IS NULL RETURNING id`,
      [organizationId],
    )
  expect(await woken()).not.toEqual([])
  await wakeOverdueRules(world.db)
  expect(await woken()).toEqual([]) // nothing is late
  await world.owner.query(
    `UPDATE rule_timer SET since = since - interval '2 minutes', due_at = due_at - interval '2 minutes' WHERE rule_id = ANY ($1)`,
    [ids],
  )
  await world.owner.query(
    `UPDATE ticket_event SET at = at - interval '2 minutes' WHERE ticket_id = $1`,
    [id],
  )
  await wakeOverdueRules(world.db)
  expect(await woken()).toEqual([]) // whoever was woken just now is at it
  await world.owner.query(`UPDATE outbox SET created_at = created_at - interval '11 minutes'`)
  await wakeOverdueRules(world.db)
  expect(await woken()).toHaveLength(1)
  await wakeOverdueRules(world.db)
  expect(await woken()).toEqual([])
  const lost = { workflowId: `rules/demo-${world.suffix}`, runId: 'x' }
  await wakeLostRules(world, [lost])
  expect(await woken()).toHaveLength(1)

  const first = await fireTimers(world.db, organizationId, rethrow)
  expect(first.fired).toBe(MOST_FIRED)
  expect(Date.parse(first.nextDueAt ?? '')).toBeLessThan(Date.now())
  expect(await fireTimers(world.db, organizationId, rethrow)).toEqual({ fired: 1, nextDueAt: null })
  expect((await Promise.all(ids.map(runs))).map((all) => all.length)).toEqual(ids.map(() => 1))
  await wakeLostRules(world, [lost])
  expect(await woken()).toEqual([]) // nothing waits any more
})

it('of times that wait those alone are read that have come', async () => {
  await world.owner.query(
    `INSERT INTO rule_timer (organization_id, rule_id, ticket_id, version, since, due_at)
     SELECT organization_id, rule_id, ticket_id, version, since - i * interval '1 minute', now() + interval '1 day'
     FROM (SELECT * FROM rule_timer WHERE organization_id = $1 LIMIT 1) x, generate_series(1, 3000) i`,
    [organizationId],
  )
  await world.owner.query('ANALYZE rule_timer')
  const fire = () => fireTimers(world.db, organizationId, rethrow)
  expect(await countTableReads(world, 'rule_timer', fire)).toBeLessThan(10)
})
