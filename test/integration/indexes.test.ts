import pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { ticketQuery } from '../../src/contracts/ticket-query.js'
import { type OrganizationDb, openDatabase, type QueryOptions } from '../../src/database/pool.js'
import type { RetentionRule } from '../../src/domain/retention/run.js'
import { listTickets } from '../../src/read/tickets/list.js'
import { RETAINED } from '../../src/write/retention-runs/kinds.js'
import { person } from '../support/tickets.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
let organizationId = ''
let requester = ''
let head = ''
let department = ''

const FILL = `INSERT INTO ticket (organization_id, id, number, type, status, priority, seq, revision, version, department_id,
    requester_id, created_by_id, assignee_id, title, description, tags, state, due_at, breached, created_at, updated_at)
  SELECT $1, uuidv7(i * interval '-1 second'), 'B-' || i, 'ticket', (ARRAY['open','assigned','in_progress','closed'])[1 + i % 4],
    (ARRAY['low','normal','high','urgent'])[1 + i % 4], 1, 1, 1, CASE WHEN i % 50 = 0 THEN $3::uuid END,
    CASE WHEN i % 1000 = 0 THEN $2::uuid ELSE $4::uuid END, $4, CASE WHEN i % 500 = 0 THEN $5::uuid END, 'Ticket ' || md5(i::text), 'Text ' || md5((i * 7)::text),
    ARRAY['tag' || i % 500], jsonb_build_object('id', uuidv7()), now() + i * interval '1 minute', i % 5000 = 0, now() - i * interval '1 second', now() - i * interval '1 second'
  FROM generate_series(1, 100000) i`

beforeAll(async () => {
  const [row] = await world.db.query<{ id: string }>(
    `SELECT id FROM organization WHERE slug LIKE 'demo-%'`,
  )
  organizationId = row?.id ?? ''
  requester = await world.userId('requester')
  head = await world.userId('it.head')
  department = await world.departmentId('IT')
  const client = await world.owner.connect()
  await client.query(FILL, [
    organizationId,
    requester,
    department,
    await world.userId('admin'),
    head,
  ])
  await client.query('VACUUM ANALYZE ticket, ticket_search')
  await client.end()
}, 120_000)

/** Explains a statement that is prepared as it is run sooner or later: planned for any values. */
async function explainGeneric(text: string, values: readonly unknown[]): Promise<string> {
  const client = await world.owner.connect()
  try {
    await client.query('SET plan_cache_mode = force_generic_plan')
    await client.query(`PREPARE listing AS ${text}`)
    const given = values.map((value) => pg.escapeLiteral(String(value)))
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) EXECUTE listing (${given.join(', ')})`,
    )
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  } finally {
    await client.end()
  }
}

async function explainOnce(text: string, values: readonly unknown[]): Promise<string> {
  const rows = await world.db.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ${text}`,
    values,
  )
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

/** Runs the list as the route does, and explains each statement instead of answering it. */
async function explainPlan(
  query: Record<string, unknown>,
  who = person(requester, { roles: ['admin'] }),
): Promise<string> {
  const plans: string[] = []
  const explaining: OrganizationDb = {
    organizationId,
    query: async <T>(text: string, values: readonly unknown[] = [], options: QueryOptions = {}) => {
      const given = [organizationId, ...values]
      // What a statement costs, and which words it looks for, is asked before it is put together.
      if (/^EXPLAIN|querytree/.test(text)) return (await world.db.query(text, given)) as T[]
      const explain = options.prepared === 'if_room' ? explainGeneric : explainOnce
      plans.push(await explain(text, given))
      return []
    },
  }
  await listTickets(explaining, who, ticketQuery.parse(query), '')
  return plans.join('\n')
}

describe('100,000 tickets', () => {
  it.each([
    ['no filter', {}, 'ticket_by_age'],
    ['status', { status: 'open' }, 'ticket_by_'],
    ['priority', { priority: 'urgent' }, 'ticket_by_'],
    ['tag', { tag: 'tag7' }, 'ticket_by_tag'],
    ['breached', { breached: 'true' }, 'ticket_breached'],
    ['full text', { q: 'c4ca4238a0b923820dcc509a6f75849b' }, 'ticket_search'],
    ['by update', { sort: '-updatedAt' }, 'ticket_by_update'],
    ['by due date', { sort: 'dueAt' }, 'ticket_by_due'],
    ['due before', { sort: 'dueAt', dueBefore: '2030-01-01T00:00:00Z' }, 'ticket_by_due'],
    ['by due date, downwards', { sort: '-dueAt' }, 'ticket_by_due_downwards'],
    ['by urgency', { sort: '-priority' }, 'ticket_by_priority'],
    ['type', { type: 'sub_ticket' }, 'ticket_'],
    ['category', { categoryId: '01a1fd7a-0bcd-7240-a934-cd62a8cc0593' }, 'ticket_by_category'],
    ['group', { groupId: '01a1fd7a-0bcd-7240-a934-cd62a8cc0593' }, 'ticket_by_group'],
    ['parent', { parentId: '01a1fd7a-0bcd-7240-a934-cd62a8cc0593' }, 'ticket_by_parent'],
  ])('%s goes by an index and reads no more than it must', async (_what, query, index) => {
    const plan = await explainPlan(query)
    expect(plan).toContain(index)
    expect(plan).not.toContain('Seq Scan on ticket')
    expect(removed(plan)).toBeLessThan(2_000)
  })

  it('so do department, assignee, requester, and every narrow visibility', async () => {
    expect(await explainPlan({ departmentId: department })).toContain('ticket_by_department')
    expect(await explainPlan({ assigneeId: head })).toContain('ticket_by_assignee')
    expect(await explainPlan({ requesterId: requester })).toContain('ticket_by_requester')
    for (const who of [
      person(requester, { roles: ['requester'] }),
      person(head, { roles: ['agent'], departmentId: department }),
      person(head, { roles: ['manager'], departmentId: department, groupIds: [department] }),
      person(requester, { roles: ['approver'] }),
    ]) {
      const plan = await explainPlan({}, who)
      expect(plan, who.roles.join()).not.toContain('Seq Scan on ticket')
      expect(removed(plan), who.roles.join()).toBeLessThan(2_000)
    }
  })

  it('a word that all have sorts nothing on disk, and looks up no more tickets than lead to the page', async () => {
    const owner = await world.owner.connect() // without the pool's time limit
    await owner.query(
      `INSERT INTO message (organization_id, id, ticket_id, version, kind, visibility, author_id, body, at)
       SELECT organization_id, uuidv7(), id, 1, 'message', 'public', requester_id, 'Ticket of yours', now() FROM ticket LIMIT 30000`,
    )
    await owner.end()
    for (const who of [
      person(requester, { roles: ['admin'] }),
      person(head, { roles: ['agent'], departmentId: department }),
      person(requester, { roles: ['requester'] }),
    ]) {
      const plan = await explainPlan({ q: 'ticket' }, who)
      expect(plan, who.roles.join()).not.toMatch(/Seq Scan on (ticket|message)|external/)
      const lookups = plan.matchAll(/ on ticket t_\d \(actual.*?loops=(\d+)/g)
      for (const [, loops] of lookups) expect(Number(loops)).toBeLessThanOrEqual(20_000)
    }
  }, 60_000)

  it('a phrase is looked for in few of the texts that have its words', async () => {
    for (const who of [
      person(requester, { roles: ['admin'] }),
      person(head, { roles: ['agent'] }),
    ]) {
      const plan = await explainPlan({ q: '"yours ticket"' }, who)
      expect(removed(plan), who.roles.join()).toBeLessThan(2_000)
      const judged = plan.matchAll(/judged \(actual.*?loops=(\d+)/g)
      for (const [, loops] of judged) expect(Number(loops)).toBeLessThanOrEqual(500)
    }
  }, 60_000)

  it('costs the same at any depth of the cursor', async () => {
    const buffers = async (cursor?: string) =>
      removed(await explainPlan({ limit: 50, ...(cursor === undefined ? {} : { cursor }) }))
    const [deep] = await world.db.query<{ id: string }>(
      'SELECT id FROM ticket WHERE organization_id = $1 ORDER BY id DESC OFFSET 90000 LIMIT 1',
      [organizationId],
    )
    const cursor = Buffer.from(JSON.stringify(['-createdAt', deep?.id])).toString('base64url')
    expect(await buffers(cursor)).toBeLessThanOrEqual((await buffers()) + 10)
  })
})

it('prepares no text that is put together from filters', async () => {
  const db = openDatabase({ url: world.config.databaseUrl, poolSize: 1, onError: () => {} })
  const query = ticketQuery.parse({ tag: 'none', status: 'open', count: 'true' })
  const kept = 'SELECT statement FROM pg_prepared_statements'
  await listTickets(db.of(organizationId), person(requester, { roles: ['admin'] }), query, '')
  expect(await db.query(kept)).toEqual([{ statement: kept }])
  await db.close()
})

/** Rows that were read and thrown away. */
function removed(plan: string): number {
  return [...plan.matchAll(/Rows Removed by (?:Filter|Index Recheck): (\d+)/g)].reduce(
    (sum, [, n]) => sum + Number(n),
    0,
  )
}

it('what retention looks for next is found by an index alone, however much there is', async () => {
  const statements: [string, readonly unknown[]][] = []
  const noting: OrganizationDb = {
    organizationId,
    query: async (text, values = []) => {
      statements.push([text, [organizationId, ...values]])
      return []
    },
  }
  const rule: RetentionRule = {
    kind: 'tickets',
    action: 'delete',
    after: 'P1Y',
    archive: false,
    isDryRun: true,
    cutoff: new Date().toISOString(),
  }
  const run = { organizationId, operationId: '', policyId: '', rule }
  await RETAINED.tickets.choose(noting, run, null)
  const [text = '', values = []] = statements[0] ?? []
  const plan = await explainGeneric(text, values)
  expect(plan).toContain('ticket_over')
  expect(plan).toMatch(/Index Only Scan.*rows=200/)
  expect(plan).not.toMatch(/Sort|Seq Scan|Removed by Filter/)
})
