import type { HistoryItem } from '../../contracts/history.js'
import { type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import type { Person } from '../../domain/people.js'
import type { TicketState } from '../../domain/ticket/state.js'
import { readNames } from '../names.js'
import { collectUnnamed } from './history-fields.js'
import {
  HISTORY_WEIGHT,
  type HistoryRow,
  presentHistoryItem,
  selectHistory,
} from './history-item.js'

/** Every change of a ticket, oldest first, as this person may read it, who sees the ticket. */
export async function ticketHistory(
  db: OrganizationDb,
  state: TicketState,
  person: Person,
  page: PageArguments,
): Promise<Page<HistoryItem>> {
  const { items: rows, ...rest } = await paginate(
    db,
    {
      order: {
        name: 'seq',
        direction: 'ASC',
        keys: [{ column: 'e.seq', kind: 'int', read: (row) => row.seq }],
      },
      select: (values) => selectHistory(values.add(person.id)),
      weight: HISTORY_WEIGHT,
      from: 'FROM ticket_event e WHERE e.organization_id = $1 AND e.ticket_id = $2 AND NOT e.internal',
      values: [state.id],
      view: (row: HistoryRow) => row,
    },
    page,
  )
  const names = await readNames(db, collectUnnamed(rows))
  return { items: rows.map((row) => presentHistoryItem(row, { state, person, names })), ...rest }
}
