import { describe, expect, it } from 'vitest'
import type { KeyKind } from '../../src/database/cursor.js'
import {
  type Listing,
  orderById,
  type PageArguments,
  paginate,
} from '../../src/database/paginate.js'
import type { OrganizationDb, QueryOptions } from '../../src/database/pool.js'
import { DomainError } from '../../src/domain/errors.js'

interface Item {
  id: string
  at: Date | number
}

interface Statement {
  text: string
  values: readonly unknown[]
  options: QueryOptions | undefined
}

const ids = Array.from({ length: 5 }, (_, n) => `01900000-0000-7000-8000-00000000000${n}`)
const [first, second, third] = ids
const items: Item[] = ids.map((id, n) => ({
  id,
  at: n < 2 ? new Date(n) : Number.POSITIVE_INFINITY,
}))

/** Answers every statement with the same rows, or with their number where it counts. */
function databaseWith(rows: Item[]) {
  const statements: Statement[] = []
  const db: OrganizationDb = {
    organizationId: 'organization',
    query: async <T>(text: string, values: readonly unknown[] = [], options?: QueryOptions) => {
      statements.push({ text, values, options })
      return (text.includes('count(*)::int AS n') ? [{ n: rows.length }] : rows) as T[] // what the listing selects
    },
  }
  return { db, statements }
}

const LISTING: Listing<Item, string> = {
  order: orderById('i.id', 'DESC'),
  select: 'i.id',
  from: 'FROM item i WHERE i.organization_id = $1 AND i.kind = $2',
  values: ['kind'],
  view: ({ id }) => id,
}

const cursorWith = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')

async function run(rows: Item[], page: PageArguments, over: Partial<Listing<Item, string>> = {}) {
  const { db, statements } = databaseWith(rows)
  return { page: await paginate(db, { ...LISTING, ...over }, page), statements }
}

describe('a page', () => {
  it('is cut at its limit, and its cursor goes on behind the last item', async () => {
    const { page, statements } = await run(items.slice(0, 3), { limit: 2 })
    expect(page).toEqual({ items: [first, second], nextCursor: cursorWith('id', second) })
    expect(statements.map(({ text, values }) => [text, values])).toEqual([
      [`SELECT i.id ${LISTING.from} ORDER BY i.id DESC LIMIT $3`, ['kind', 3]],
    ])
    const next = await run([], { limit: 2, cursor: page.nextCursor ?? '' })
    expect(next.page).toEqual({ items: [], nextCursor: null })
    expect(next.statements[0]).toMatchObject({
      text: `SELECT i.id ${LISTING.from} AND (i.id) < ($3::uuid) ORDER BY i.id DESC LIMIT $4`,
      values: ['kind', second, 3],
    })
  })
  it('is the last where no row is left', async () => {
    expect((await run(items.slice(0, 2), { limit: 2 })).page.nextCursor).toBeNull()
  })
  it('has the total on request, of what the cursor has no part in', async () => {
    const cursor = cursorWith('id', third)
    const { page, statements } = await run(items, { limit: 9, cursor, count: 'true' })
    expect(page.total).toBe(5)
    expect(statements[1]).toMatchObject({
      text: `SELECT count(*)::int AS n ${LISTING.from}`,
      values: ['kind'],
    })
    expect((await run(items, { limit: 9, count: 'false' })).page).not.toHaveProperty('total')
  })
  it('may be cut by a statement of its own, and be left unprepared', async () => {
    const cut = (after: string, tail: string) => `FROM (x${after} ${tail})`
    const { statements } = await run(
      items,
      { limit: 1, cursor: cursorWith('id', first), count: 'true' },
      {
        cut,
        with: 'WITH hits AS (y) ',
        options: { prepared: false },
      },
    )
    const tail = 'ORDER BY i.id DESC LIMIT $4'
    expect(statements[0]?.text).toBe(
      `WITH hits AS (y) SELECT i.id FROM (x AND (i.id) < ($3::uuid) ${tail}) ${tail}`,
    )
    expect(statements.map(({ options }) => options)).toEqual([
      { prepared: false },
      { prepared: false },
    ])
  })
  it('ends before it weighs too much, and its cursor goes on behind what it has', async () => {
    const light = items.slice(0, 2).map((item) => ({ ...item, found: 5 }))
    const { page, statements } = await run(light, { limit: 4 }, { weight: 'i.size' })
    expect(page).toEqual({ items: [first, second], nextCursor: cursorWith('id', second) })
    expect(statements[0]?.text).toContain('i.id AS key_0, i.size AS weight FROM item i')
    const whole = items.slice(0, 2).map((item) => ({ ...item, found: 2 }))
    expect((await run(whole, { limit: 4 }, { weight: 'i.size' })).page.nextCursor).toBeNull()
  })
  it('goes on behind an instant, also one that never comes', async () => {
    const order: Listing<Item, string>['order'] = {
      name: 'due',
      direction: 'ASC',
      keys: [
        { column: 'i.at', kind: 'instant', read: ({ at }) => at },
        { column: 'i.id', kind: 'uuid', read: ({ id }) => id },
      ],
    }
    const dated = await run(items, { limit: 2 }, { order })
    expect(dated.page.nextCursor).toBe(cursorWith('due', '1970-01-01T00:00:00.001Z', second))
    const undated = await run(items, { limit: 3 }, { order })
    expect(undated.page.nextCursor).toBe(cursorWith('due', 'infinity', third))
    const next = await run([], { limit: 3, cursor: undated.page.nextCursor ?? '' }, { order })
    expect(next.statements[0]?.text).toContain(
      '(i.at, i.id) > ($3::timestamptz, $4::uuid) ORDER BY i.at ASC, i.id ASC',
    )
  })
})

describe('a forged cursor', () => {
  const FORGED: [KeyKind, unknown[]][] = [
    ['uuid', ['x', '', `${first}0`, first?.replaceAll('-', ''), `${first}\n`, 7, null, [first]]],
    ['int', ['x', '-1', '1.5', '1e3', '9'.repeat(16), '', ' 1', 1, null]],
    [
      'instant',
      [
        'x',
        '2026-13-01T00:00:00.000Z',
        '2026-02-30T00:00:00.000Z',
        '0000-01-01T00:00:00.000Z',
        '+010000-01-01T00:00:00.000Z',
        '-000001-01-01T00:00:00.000Z',
        '2026-01-01',
        '+infinity',
        'now',
        0,
      ],
    ],
    [/^[a-c]$/, ['x', 'ab', 1]],
  ]
  it.each(FORGED)(
    'with a key that is no %s is refused before any statement',
    async (kind, keys) => {
      const order: Listing<Item, string>['order'] = {
        name: 'x',
        direction: 'ASC',
        keys: [{ column: 'x', kind, read: ({ id }) => id }],
      }
      for (const key of keys) {
        const { db, statements } = databaseWith([])
        const page = paginate(db, { ...LISTING, order }, { limit: 1, cursor: cursorWith('x', key) })
        await expect(page, String(key)).rejects.toThrow(DomainError)
        expect(statements).toEqual([])
      }
    },
  )
  it.each([
    ['of another order', cursorWith('seq', first)],
    ['with a key too few', cursorWith('id')],
    ['with a key too many', cursorWith('id', first, first)],
    ['that is no list', Buffer.from('{"0":"id"}').toString('base64url')],
    ['that is no JSON', 'garbage'],
    ['that is empty', ''],
  ])('%s is refused', async (_what, cursor) => {
    await expect(run(items, { limit: 1, cursor })).rejects.toMatchObject({
      refusal: { code: 'validation_failed', details: { cursor: ['is not valid'] } },
    })
  })
})
