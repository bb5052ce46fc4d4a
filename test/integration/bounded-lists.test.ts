import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TicketQuery, ticketQuery } from '../../src/contracts/ticket-query.js'
import type { Person } from '../../src/domain/people.js'
import { type Bounds, BOUNDS as PRODUCT } from '../../src/read/bounded-list.js'
import { listTickets } from '../../src/read/tickets/list.js'
import { fillTickets } from '../support/many-tickets.js'
import { watchReads } from '../support/rows-read.js'
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

/** Lists as the route does, and says how many rows were read for it. */
async function readFor(viewer: Person, query: Record<string, unknown>, bounds = BOUNDS) {
  const { db, read } = watchReads(client, organizationId)
  const page = await listTickets(db, viewer, ticketQuery.parse(query), '', bounds)
  return { read: read(), page }
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
