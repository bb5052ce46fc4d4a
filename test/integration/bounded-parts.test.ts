import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from '../../src/database/paginate.js'
import type { OrganizationDb } from '../../src/database/pool.js'
import type { Person } from '../../src/domain/people.js'
import { listApprovals } from '../../src/read/approvals/list.js'
import { type Bounds, BOUNDS as PRODUCT } from '../../src/read/bounded-list.js'
import { listChats } from '../../src/read/chats/list.js'
import { listRequests } from '../../src/read/requests/list.js'
import { listUsers } from '../../src/read/users/list.js'
import { readTicketSummary } from '../../src/read/users/ticket-summary.js'
import { fillPeople } from '../support/many-people.js'
import { fillTickets } from '../support/many-tickets.js'
import { watchReads } from '../support/rows-read.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const COUNT = 6_000
/** So small that a table of these rows, which are narrow, is too much to be read whole. */
const BOUNDS: Bounds = {
  cheap: 40,
  dear: 80,
  stride: { rows: 300, most: 2 },
  counted: 600,
}
/** Two strides with their ends, a count, and what belongs to the rows of each. */
const MOST_READ = 3_500
const NARROW: Bounds = { cheap: 0, dear: 0, stride: { rows: 13, most: 2 }, counted: 50 }
const WIDE: Bounds = { ...PRODUCT, cheap: Number.POSITIVE_INFINITY }

let client: pg.Client
let organizationId = ''
beforeAll(async () => {
  await fillTickets(world, COUNT)
  await fillPeople(world, COUNT)
  organizationId = await world.organizationId()
  client = new pg.Client({ connectionString: world.config.databaseUrl })
  await client.connect()
}, 180_000)
afterAll(() => client.end())

type List = (
  db: OrganizationDb,
  viewer: Person,
  query: Record<string, string>,
  page: { limit: number; cursor?: string; count?: string },
  bounds: Bounds,
) => Promise<Page<object>>

const now = () => new Date().toISOString()
const LISTS: Record<string, List> = {
  requests: (db, viewer, query, page, bounds) =>
    listRequests(db, viewer, { ...query, ...page }, bounds),
  approvals: (db, viewer, query, page, bounds) =>
    listApprovals(db, viewer, { ...query, ...page }, now(), bounds),
  colleagues: (db, viewer, query, page, bounds) =>
    listUsers(db, viewer, { ...query, ...page }, bounds),
  chats: (db, viewer, _query, page, bounds) => listChats(db, viewer, page, bounds),
}

const factsOf = async (who: string): Promise<Person> => {
  const [row] = await world.db.query<{ person: Person }>('SELECT person_facts($1, $2) AS person', [
    organizationId,
    await world.userId(who),
  ])
  if (row === undefined) throw new Error(`no ${who}`)
  return row.person
}

/** Common and rare values of each filter. */
async function samples(): Promise<[keyof typeof LISTS, string, Record<string, string>[]][]> {
  const by = await world.userId('requester')
  const often = await world.userId('it.head')
  const [old] = await world.db.query<{ id: string }>('SELECT id FROM ticket ORDER BY id LIMIT 1')
  const ticketId = old?.id ?? ''
  const departmentId = await world.departmentId('IT')
  const hr = await world.departmentId('HR')
  type Asked = Record<string, string>
  const kinds: Asked[] = ['reopen', 'sub_ticket'].map((kind) => ({ kind }))
  const statuses: Asked[] = ['pending', 'granted', 'cancelled'].map((status) => ({ status }))
  const both: Asked[] = kinds.flatMap((kind) => statuses.map((status) => ({ ...kind, ...status })))
  const askers: Asked[] = [
    { by },
    { by: often },
    { by, status: 'pending' },
    { by: often, kind: 'postpone' },
  ]
  const words: Asked[] = ['fin', 'Number1', 'a', 'zz', '%', 'Fin19999', 'Rosa Req', 'r'].map(
    (q) => ({ q }),
  )
  const roles: Asked[] = ['agent', 'approver', 'moderator', 'manager'].map((role) => ({ role }))
  const people: Asked[] = [{}, { departmentId }, { departmentId: hr }, ...words, ...roles]
  return [
    ['requests', 'moderator', [{}, ...kinds, ...statuses, ...both, ...askers]],
    ['approvals', 'moderator', [{}, { ticketId }, { mine: 'true' }]],
    ['approvals', 'ceo', [{}, { ticketId }, { mine: 'true' }]],
    ['approvals', 'it.head', [{}, { ticketId }, { mine: 'true' }]],
    ['approvals', 'requester2', [{}, { ticketId }, { mine: 'true' }]],
    [
      'colleagues',
      'it.agent',
      [...people, { q: 'fin', departmentId: hr }, { q: 'x', role: 'agent' }],
    ],
    ['chats', 'moderator', [{}]],
  ]
}

describe('of requests, approvals, colleagues and chats', () => {
  it('a page and a total read a part, whatever is asked for', async () => {
    const dear: unknown[] = []
    for (const [list, who, queries] of await samples()) {
      const viewer = await factsOf(who)
      for (const query of queries)
        for (const count of ['false', 'true']) {
          const watched = watchReads(client, organizationId)
          await LISTS[list]?.(watched.db, viewer, query, { limit: 20, count }, BOUNDS)
          if (watched.read() > MOST_READ) dear.push([list, who, query, count, watched.read()])
        }
    }
    expect(dear).toEqual([])
  }, 180_000)

  it('everything is given once and in order, however little is looked through', async () => {
    const db = world.db.of(organizationId)
    for (const [list, who, queries] of await samples()) {
      const viewer = await factsOf(who)
      const wanted = queries.filter((query) => Object.keys(query).length > 0 || list === 'chats')
      for (const query of wanted) {
        const all = await LISTS[list]?.(db, viewer, query, { limit: 30 }, WIDE)
        const found: object[] = []
        let cursor: string | undefined
        for (let pages = 0; pages < 25 && found.length < 30; pages += 1) {
          const given = { limit: 30, ...(cursor === undefined ? {} : { cursor }) }
          const page = await LISTS[list]?.(db, viewer, query, given, NARROW)
          found.push(...(page?.items ?? []))
          cursor = page?.nextCursor ?? undefined
          if (cursor === undefined) break
        }
        const place = `${list} for ${who}: ${JSON.stringify(query)}`
        expect(found.slice(0, 30), place).toEqual(all?.items.slice(0, found.length))
        if (cursor === undefined) expect(found.length, place).toBe(all?.items.length)
      }
    }
  }, 180_000)

  it('who has filed very many has the newest of them summed up', async () => {
    const watched = watchReads(client, organizationId)
    const summary = await readTicketSummary(watched.db, await world.userId('it.head'))
    expect(summary.openIsAtLeast).toBe(true)
    expect(watched.read()).toBeLessThan(2_100)
    const own = await readTicketSummary(
      world.db.of(organizationId),
      await world.userId('requester'),
    )
    expect(own).not.toHaveProperty('openIsAtLeast')
  })
})
