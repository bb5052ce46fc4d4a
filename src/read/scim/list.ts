import type { OrganizationDb, QueryOptions } from '../../database/pool.js'
import { Values } from '../../database/values.js'
import { type Filter, parseFilter } from '../../domain/scim/filter.js'
import type { ResourceType } from '../../domain/scim/schema.js'
import { LONG_READ, limitLongReads } from '../limit-long-reads.js'
import { buildCondition, isLookup } from './build-condition.js'
import type { Columns } from './columns.js'

/** What a list is asked for; the first is 1. */
export interface ScimQuery {
  filter?: string | undefined
  startIndex: number
  count: number
}

/** A part of a list, and how many there are in all. */
export interface ScimPage<T> {
  total: number
  startIndex: number
  items: T[]
}

interface Listing<R extends object, T> {
  type: ResourceType
  columns: Columns
  select: string
  /** FROM and WHERE. */
  from: string
  /** Unique, and that of creation. */
  order: string
  view: (row: R) => T
}

/** Who reads: a token. */
export interface ScimReader {
  db: OrganizationDb
  tokenId: string
}

/** In the order of creation. What no index leads to waits its turn, and has its time. */
export async function listScim<R extends object, T>(
  { db, tokenId }: ScimReader,
  { type, columns, select, from, order, view }: Listing<R, T>,
  { filter: text, startIndex, count }: ScimQuery,
): Promise<ScimPage<T>> {
  const filter = text === undefined ? undefined : parseFilter(type, text)
  const values = new Values()
  const found = filter === undefined ? '' : ` AND ${buildCondition(filter, columns, values)}`
  const run = async (options: QueryOptions) => {
    const [counted] = await db.query<{ n: number }>(
      `SELECT count(*)::int AS n ${from}${found}`,
      values.list,
      options,
    )
    const total = counted?.n ?? 0
    if (count === 0 || startIndex > total) return { total, rows: [] }
    const [limit, offset] = [values.add(count), values.add(startIndex - 1)]
    const page = `SELECT ${select} ${from}${found} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`
    return { total, rows: await db.query<R>(page, values.list, options) }
  }
  const { total, rows } = isQuick(filter, columns)
    ? await run({ prepared: false })
    : await limitLongReads({ organizationId: db.organizationId, personId: tokenId }, () =>
        run(LONG_READ),
      )
  return { total, startIndex, items: rows.map(view) }
}

function isQuick(filter: Filter | undefined, columns: Columns): boolean {
  return filter !== undefined && isLookup(filter, columns)
}
