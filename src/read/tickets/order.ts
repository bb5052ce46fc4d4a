import type { TicketQuery } from '../../contracts/ticket-query.js'
import type { Order, SortKey } from '../../database/paginate.js'
import type { ListedTicketRow } from '../../database/rows.js'
import { sqlList } from '../../database/sql-list.js'
import { PRIORITIES } from '../../domain/ticket/status.js'

/** A ticket's row with what it is sorted by; the driver gives `infinity` as a number. */
export type SortedRow = ListedTicketRow & { sort_key: Date | number }

/** Tickets that are never due come last, in either direction. */
export const DUE_AT = "coalesce(t.due_at, 'infinity'::timestamptz)"
const DUE_AT_OR_BEFORE_ALL = "coalesce(t.due_at, '-infinity'::timestamptz)"

/** By urgency, not by its name; from 1. */
export const PRIORITY_RANK = `array_position(ARRAY[${sqlList(PRIORITIES)}], t.priority)`

const BY_ID: SortKey<SortedRow> = { column: 't.id', kind: 'uuid', read: ({ state }) => state.id }

/** By a column, then by age where that is the same. */
export function orderBy(
  name: string,
  { column, kind }: { column: string; kind: 'instant' | 'int' },
  direction: 'ASC' | 'DESC',
): Order<SortedRow> {
  return { name, direction, keys: [{ column, kind, read: (row) => row.sort_key }, BY_ID] }
}

/** The order that a caller asks for, and the column that a row must have as `sort_key` for it. */
export function parseSort(sort: TicketQuery['sort']): { column: string; order: Order<SortedRow> } {
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
  if (sort === 'createdAt' || sort === '-createdAt') {
    // Ids are UUIDv7, so that their order is that of creation.
    return { column: 't.created_at', order: { name: sort, direction, keys: [BY_ID] } }
  }
  const sorted = SORTED[sort]
  return { column: sorted.column, order: orderBy(sort, sorted, direction) }
}

const SORTED = {
  updatedAt: { column: 't.updated_at', kind: 'instant' },
  '-updatedAt': { column: 't.updated_at', kind: 'instant' },
  dueAt: { column: DUE_AT, kind: 'instant' },
  '-dueAt': { column: DUE_AT_OR_BEFORE_ALL, kind: 'instant' },
  priority: { column: PRIORITY_RANK, kind: 'int' },
  '-priority': { column: PRIORITY_RANK, kind: 'int' },
} as const
