import type { TimelineItem } from '../../contracts/timeline.js'
import { selectPerson } from '../../database/names.js'
import type { OrganizationDb } from '../../database/pool.js'
import { assertNever } from '../../domain/assert.js'
import type { Person } from '../../domain/people.js'
import type { TicketState } from '../../domain/ticket/state.js'
import { MESSAGE_BODY } from '../messages/present.js'
import { readNames } from '../names.js'
import { collectUnnamed } from './history-fields.js'
import { type HistoryRow, presentHistoryItem, selectHistory } from './history-item.js'

/** An item without its content, which is read for those alone that are on the page. */
export interface TimelineKey {
  kind: TimelineItem['kind']
  at: Date
  /** Sorts by instant, then kind, then row, so that it is stable. */
  place: string
  /** The row of the kind's table, or the notification's type. */
  ref: string
  /** How many got the notification. */
  n: number | null
}

const HISTORY = `SELECT ${selectHistory('$4')} FROM ticket_event e
  WHERE e.organization_id = $1 AND e.ticket_id = $2 AND e.seq = ANY ($3::int[])`
const MESSAGES = `SELECT m.id, m.kind, m.visibility, ${selectPerson('m.author_id')} AS author, ${MESSAGE_BODY}
  FROM message m WHERE m.organization_id = $1 AND m.id = ANY ($2::uuid[])`
const ATTACHMENTS = `SELECT a.id, a.file_name AS "fileName", a.status
  FROM attachment a WHERE a.organization_id = $1 AND a.id = ANY ($2::uuid[])`
const APPROVALS = `SELECT p.id, p.status, ${selectPerson('p.requested_by_id')} AS "requestedBy"
  FROM approval p WHERE p.organization_id = $1 AND p.id = ANY ($2::uuid[])`

interface Asked {
  state: TicketState
  viewer: Person
  keys: readonly TimelineKey[]
}

/** What the items of a page hold beside their keys; what has gone since the keys were read is left out. */
export async function readTimelineContent(db: OrganizationDb, { state, viewer, keys }: Asked) {
  const refs = (kind: TimelineKey['kind']) =>
    keys.filter((key) => key.kind === kind).map(({ ref }) => ref)
  const read = async <M extends 'message' | 'attachment' | 'approval'>(kind: M, text: string) => {
    const ids = refs(kind)
    type Content = NonNullable<TimelineItem[M]>
    const rows = ids.length === 0 ? [] : await db.query<Content>(text, [ids])
    return new Map(rows.map((row) => [row.id, row]))
  }
  const history = await readHistory(db, { state, viewer, seqs: refs('history') })
  const messages = await read('message', MESSAGES)
  const attachments = await read('attachment', ATTACHMENTS)
  const approvals = await read('approval', APPROVALS)
  return ({ kind, ref }: TimelineKey): Partial<TimelineItem> => {
    switch (kind) {
      case 'history':
        return hold('history', history.get(ref))
      case 'message':
        return hold('message', messages.get(ref))
      case 'attachment':
        return hold('attachment', attachments.get(ref))
      case 'approval':
        return hold('approval', approvals.get(ref))
      case 'notification':
        return {}
      default:
        return assertNever(kind)
    }
  }
}

function hold<M extends keyof TimelineItem>(member: M, content: TimelineItem[M] | undefined) {
  return content === undefined ? {} : { [member]: content }
}

async function readHistory(
  db: OrganizationDb,
  { state, viewer, seqs }: Pick<Asked, 'state' | 'viewer'> & { seqs: string[] },
) {
  const rows =
    seqs.length === 0 ? [] : await db.query<HistoryRow>(HISTORY, [state.id, seqs, viewer.id])
  const names = await readNames(db, collectUnnamed(rows))
  const present = (row: HistoryRow) => presentHistoryItem(row, { state, person: viewer, names })
  return new Map(rows.map((row) => [String(row.seq), present(row)]))
}
