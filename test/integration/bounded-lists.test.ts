import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TicketQuery, ticketQuery } from '../../src/contracts/ticket-query.js'
import type { OrganizationDb } from '../../src/database/pool.js'
import type { Person } from '../../src/domain/people.js'
import { listTickets } from '../../src/read/tickets/list.js'
import { type Bounds, BOUNDS as PRODUCT } from '../../src/read/tickets/long-list.js'
import { fillTickets } from '../support/many-tickets.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const COUNT = 60_000
const DAY_MS = 86_400_000
/** A tenth of the product's. */
const BOUNDS: Bounds = {
  cheap: 2_000,
  dear: 6_000,
  stride: { rows: 2_000, most: 3 },
  counted: 5_000,
}
/** Three strides, each with its end, and once all that matches. */
const MOST_READ = 20_000

type Filter = Exclude<keyof TicketQuery, 'sort' | 'limit' | 'cursor' | 'count' | 'q'>
const SORTS = ticketQuery.shape.sort.unwrap().options
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString()
const NOBODY = '01a1fd7a-0bcd-7240-a934-cd62a8cc0593'

/** Common and rare values of each filter of the contract: one that is missing here is no type. */
const samples = async (): Promise<Record<Filter, string[]>> => ({
  status: ['closed', 'in_progress', 'submitted', 'draft', 'open,closed'],
  priority: ['urgent', 'low,high'],
  type: ['ticket', 'sub_ticket'],
  departmentId: [await world.departmentId('IT'), NOBODY],
  categoryId: [NOBODY],
  groupId: [NOBODY],
  assigneeId: ['none', 'me', await world.userId('it.head')],
  requesterId: [await world.userId('it.head'), await world.userId('requester')],
  parentId: [NOBODY],
  tag: ['tag7', 'none'],
  createdAfter: [daysAgo(400), daysAgo(10), daysAgo(-1)],
  createdBefore: [daysAgo(400), daysAgo(10), daysAgo(3_000)],
  updatedAfter: [daysAgo(400), daysAgo(1)],
  dueBefore: [daysAgo(400), daysAgo(30), daysAgo(-2), daysAgo(3_000)],
  breached: ['true', 'false'],
})

let client: pg.Client
let organizationId = ''
beforeAll(async () => {
  await fillTickets(world, COUNT)
  organizationId = await world.organizationId()
  client = new pg.Client({ connectionString: world.config.databaseUrl })
  await client.connect()
}, 180_000)
afterAll(() => client.end())

interface Node {
  'Node Type': string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  'Heap Fetches'?: number
  Plans?: Node[]
}

/** How many rows of tables a plan has read; those that an index alone answered are none. */
function rowsRead(node: Node): number {
  const rows =
    node['Actual Rows'] +
    (node['Rows Removed by Filter'] ?? 0) +
    (node['Rows Removed by Index Recheck'] ?? 0)
  const isRead = /Seq Scan|Index Scan|Heap Scan/.test(node['Node Type'])
  const own = node['Heap Fetches'] ?? (isRead ? rows * node['Actual Loops'] : 0)
  return own + (node.Plans ?? []).reduce((sum, child) => sum + rowsRead(child), 0)
}

/** Lists as the route does, and says how many rows were read for it. */
async function readFor(viewer: Person, query: Record<string, unknown>, bounds = BOUNDS) {
  let read = 0
  const db: OrganizationDb = {
    organizationId,
    query: async <T>(text: string, values: readonly unknown[] = []) => {
      const given = [organizationId, ...values]
      const { rows } = await client.query(text, given)
      if (text.startsWith('EXPLAIN')) return rows as T[] // the statement's own
      const plan = await client.query(`EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`, given)
      read += rowsRead(plan.rows[0]['QUERY PLAN'][0].Plan)
      return rows as T[] // what the list selects
    },
  }
  const page = await listTickets(db, viewer, ticketQuery.parse(query), '', bounds)
  return { read, page }
}

const factsOf = async (who: string) => {
  const [row] = await world.db.query<{ person: Person }>('SELECT person_facts($1, $2) AS person', [
    organizationId,
    await world.userId(who),
  ])
  if (row === undefined) throw new Error(`no ${who}`)
  return row.person
}

describe.each(['moderator', 'it.head', 'requester'])('a list for %s', (who) => {
  it.each(SORTS)(
    'by %s reads a part of the tickets, whatever is asked for',
    async (sort) => {
      const viewer = await factsOf(who)
      const dear: unknown[] = []
      for (const [filter, values] of Object.entries({ none: [''], ...(await samples()) }))
        for (const value of values) {
          const asked = filter === 'none' ? {} : { [filter]: value }
          const { read } = await readFor(viewer, { ...asked, sort })
          if (read > MOST_READ) dear.push({ ...asked, read })
        }
      expect(dear).toEqual([])
    },
    180_000,
  )

  it('is counted by a part of the tickets, whatever is asked for', async () => {
    const viewer = await factsOf(who)
    const dear: unknown[] = []
    for (const [filter, values] of Object.entries({ none: [''], ...(await samples()) }))
      for (const value of values) {
        const asked = filter === 'none' ? {} : { [filter]: value }
        const { read, page } = await readFor(viewer, { ...asked, count: 'true', limit: 1 })
        if (read > MOST_READ) dear.push({ ...asked, read })
        expect(page.total, filter).toBeGreaterThanOrEqual(page.items.length)
      }
    expect(dear).toEqual([])
  }, 180_000)
})

describe('a total', () => {
  it('is exact where counting costs little enough', async () => {
    const moderator = await factsOf('moderator')
    for (const [query, total] of [
      [{}, COUNT + 1],
      [{ status: 'submitted' }, COUNT / 50 / 5 + 1],
      [{ departmentId: await world.departmentId('IT') }, COUNT / 3 + 1],
    ] as const) {
      const { page } = await readFor(moderator, { ...query, count: 'true' }, PRODUCT)
      expect(page, JSON.stringify(query)).toMatchObject({ total })
      expect(page).not.toHaveProperty('totalIsAtLeast')
    }
  })
  it('says where it is of the newest alone', async () => {
    const { page } = await readFor(await factsOf('moderator'), { breached: 'false', count: 'true' })
    expect(page).toMatchObject({ totalIsAtLeast: true })
    expect(page.total).toBeLessThanOrEqual(BOUNDS.counted)
  })
})
