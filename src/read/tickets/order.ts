import type { TicketQuery } from '../../contracts/tickets.js'
import type { Order, SortKey } from '../../database/paginate.js'
import type { TicketRow } from '../../database/rows.js'

/** A ticket's row with the instant that it is sorted by; the driver gives `infinity` as a number. */
export type SortedRow = TicketRow & { sort_key: Date | number }

/** Tickets that are never due come last. */
export const DUE_AT = "coalesce(t.due_at, 'infinity'::timestamptz)"

const BY_ID: SortKey<SortedRow> = { column: 't.id', kind: 'uuid', read: ({ state }) => state.id }

/** By an instant, then by age where that is the same. */
export function orderByInstant(
  name: string,
  column: string,
  direction: 'ASC' | 'DESC',
): Order<SortedRow> {
  const key = { column, kind: 'instant', read: (row: SortedRow) => row.sort_key } as const
  return { name, direction, keys: [key, BY_ID] }
}

/** The order that a caller asks for, and the column that a row must have as `sort_key` for it. */
export function parseSort(sort: TicketQuery['sort']): { column: string; order: Order<SortedRow> } {
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
  if (sort.endsWith('createdAt')) {
    // Ids are UUIDv7, so that their order is that of creation.
    return { column: 't.created_at', order: { name: sort, direction, keys: [BY_ID] } }
  }
  const column = sort.endsWith('dueAt') ? DUE_AT : 't.updated_at'
  return { column, order: orderByInstant(sort, column, direction) }
}
