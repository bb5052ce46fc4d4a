import type { OrganizationDb } from '../../database/pool.js'

/** Rows of one kind that tell of a person; `$1` is the organization, `$2` the person. */
export interface Part {
  /** As its file is called. */
  name: string
  /** With its own conditions. */
  from: string
  /** What a row is called by: a UUID, in whose order they come. */
  key: string
  /** The columns that are shown, by their names there. */
  select: string
  /**
   * What no index leads to by the person is looked through a stretch at a time: of the tickets, by their ids, or of the
   * chain of audit entries, by their numbers.
   */
  through?: { stretches: 'tickets' | 'entries'; column: string }
}

/** Its type is said, because it stands beside ids and texts. */
export const ME = '$2::uuid'

/** Beyond the first, up to the last, which belongs to it; none where all is read as one. */
export type Stretch = readonly [after: string, to: string]

export const FIRST = '00000000-0000-0000-0000-000000000000'
export const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** So many rows are held at a time. */
const BATCH = 500

const TYPES = { tickets: 'uuid', entries: 'bigint' } as const

export interface Batch<T> {
  items: T[]
  /** How much of the part was read, from 0 to 1. */
  share: number
}

/** All rows of a part, some at a time. */
export async function* readPart<T extends object>(
  db: OrganizationDb,
  part: Part,
  userId: string,
  stretches: readonly Stretch[],
): AsyncGenerator<Batch<T>> {
  const text = compose(part)
  const asked = part.through === undefined ? [[]] : stretches
  for (const [index, stretch] of asked.entries()) {
    let after: string | undefined = FIRST
    while (after !== undefined) {
      const values: unknown[] = [userId, after, BATCH, ...stretch]
      const rows: { key: string; item: T }[] = await db.query(text, values)
      after = rows.length < BATCH ? undefined : rows.at(-1)?.key
      const share = (index + (after === undefined ? 1 : 0)) / asked.length
      yield { items: rows.map(({ item }) => item), share }
    }
  }
}

function compose({ from, key, select, through }: Part): string {
  const isIn = (column: string, type: string) =>
    ` AND ${column} > $5::${type} AND ${column} <= $6::${type}`
  const within = through === undefined ? '' : isIn(through.column, TYPES[through.stretches])
  return `SELECT read.key, to_jsonb(read) - 'key' AS item FROM (
      SELECT ${key} AS key, ${select} ${from}${within} AND ${key} > $3 ORDER BY ${key} LIMIT $4) read
    ORDER BY read.key`
}
