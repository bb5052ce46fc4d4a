import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { ticketQuery } from '../../src/contracts/ticket-query.js'
import type { OrganizationDb } from '../../src/database/pool.js'
import { BOUNDS } from '../../src/read/bounded-list.js'
import { listTickets } from '../../src/read/tickets/list.js'
import { fillTickets } from '../support/many-tickets.js'
import { person } from '../support/tickets.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const SORTS = ticketQuery.shape.sort.unwrap().options
const moderator = person(randomUUID(), { roles: ['moderator'] })
let db: OrganizationDb

beforeAll(async () => {
  await fillTickets(world, 400)
  db = world.db.of(await world.organizationId())
})

/** Whatever it costs is too much, and hardly more is looked through at once than is shown. */
const NARROW = { cheap: 0, dear: 0, stride: { rows: 11, most: 2 }, counted: 100 }
const WIDE = { ...BOUNDS, cheap: Number.POSITIVE_INFINITY }

async function collect(query: Record<string, unknown>, bounds = BOUNDS, who = moderator) {
  const found: string[] = []
  const sizes: number[] = []
  let cursor: string | undefined
  do {
    const asked = ticketQuery.parse({ ...query, ...(cursor === undefined ? {} : { cursor }) })
    const { items, nextCursor } = await listTickets(db, who, asked, '', bounds)
    found.push(...items.map(({ id }) => id))
    sizes.push(items.length)
    cursor = nextCursor ?? undefined
  } while (cursor !== undefined)
  return { found, sizes }
}

describe.each(SORTS)('a list by %s that no index has in its order', (sort) => {
  it.each([
    ['seldom', { status: 'in_progress,submitted' }],
    ['never', { tag: 'none' }],
    ['often', { status: 'closed,rejected' }],
    [
      'of an age',
      { type: 'ticket', createdBefore: new Date(Date.now() - 86_400_000).toISOString() },
    ],
  ])(
    'gives what matches %s once, in order, however little is looked through',
    async (_what, query) => {
      const asked = { ...query, sort, limit: 7 }
      const { found, sizes } = await collect(asked, NARROW)
      expect(found).toEqual((await collect(asked, WIDE)).found)
      expect(new Set(found).size).toBe(found.length)
      expect(Math.max(...sizes)).toBeLessThanOrEqual(7)
    },
  )
  it('is the same for who does not see all', async () => {
    const departmentId = await world.departmentId('IT')
    const manager = person(randomUUID(), { roles: ['manager'], departmentId })
    const asked = { sort, status: 'closed,rejected,open', limit: 9 }
    const { found } = await collect(asked, NARROW, manager)
    expect(found).toEqual((await collect(asked, WIDE, manager)).found)
    expect(found.length).toBeGreaterThan(50)
  })
})

it('a page may be short, and its cursor leads on', async () => {
  const query = { status: 'in_progress,submitted', sort: 'updatedAt', limit: 7 }
  const { sizes } = await collect(query, NARROW)
  expect(Math.min(...sizes.slice(0, -1))).toBeLessThan(7)
})

describe('created before and after', () => {
  const DAY = 86_400_000
  /** Its id is as old as its first try to be filed, or newer than it. */
  async function moveCreation(offset: string): Promise<{ id: string; at: Date }> {
    const { id } = await world.file('requester')
    const [row] = await world.owner.query<{ created_at: Date }>(
      `UPDATE ticket SET created_at = created_at + $2::interval WHERE id = $1 RETURNING created_at`,
      [id, offset],
    )
    if (row === undefined) throw new Error('it is not there')
    return { id, at: row.created_at }
  }
  const at = (instant: Date, shift: number) => new Date(instant.getTime() + shift).toISOString()

  it.each(['0', '30 seconds', '-30 seconds', '20 hours', '-3 days'])(
    'go by the instant, and not by the id that is %s off',
    async (offset) => {
      const made = await moveCreation(offset)
      for (const sort of ['createdAt', 'updatedAt']) {
        const list = async (query: object) => (await collect({ ...query, sort, limit: 200 })).found
        expect(await list({ createdBefore: at(made.at, 1) })).toContain(made.id)
        expect(await list({ createdBefore: at(made.at, 0) })).not.toContain(made.id)
        expect(await list({ createdAfter: at(made.at, -1) })).toContain(made.id)
        expect(await list({ createdAfter: at(made.at, 0) })).not.toContain(made.id)
      }
    },
  )
  it.each(['0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'])('take %s', async (instant) => {
    const before = await collect({ createdBefore: instant, limit: 200 })
    const after = await collect({ createdAfter: instant, limit: 200 })
    expect(before.found.length + after.found.length).toBeGreaterThan(400)
    expect(Math.min(before.found.length, after.found.length)).toBe(0)
  })
  it('leave out nothing of an age', async () => {
    const day = at(new Date(), -DAY)
    const older = (await collect({ createdBefore: day, limit: 200 })).found
    const newer = (await collect({ createdAfter: day, limit: 200 })).found
    expect([...newer, ...older].sort()).toEqual((await collect({ limit: 200 })).found.sort())
  })
})
