import type pg from 'pg'
import type { OrganizationDb } from '../../src/database/pool.js'
import type { World } from './world.js'

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

/** The database of an organization, and how many rows its statements have read so far. */
export function watchReads(client: pg.Client, organizationId: string) {
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
  return { db, read: () => read }
}

const COUNTED = `SELECT coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)::int AS rows FROM pg_stat_user_tables WHERE relname = $1`
const OTHERS = `FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'
  AND pid <> pg_backend_pid()`

/**
 * How many rows of a table all that `work` does has read, inside SQL functions too. A connection tells what it has read at
 * its end for certain, so all are ended.
 */
export async function countTableReads(
  world: World,
  table: string,
  work: () => Promise<unknown>,
): Promise<number> {
  const before = await countReads(world, table)
  await work()
  return (await countReads(world, table)) - before
}

async function countReads(world: World, table: string): Promise<number> {
  await world.owner.query(`SELECT pg_terminate_backend(pid, 5000) ${OTHERS}`)
  const [row] = await world.owner.query<{ rows: number }>(COUNTED, [table])
  return row?.rows ?? 0
}
