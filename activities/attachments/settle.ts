import type { Database } from '../../src/database/pool.js'
import type { AttachmentFlag } from '../../src/domain/attachment/attachment.js'
import type { AttachmentRef, Settlement } from '../../src/domain/attachment/processing.js'
import { createChange, type TicketChange } from '../../src/domain/ticket/change.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import type { ActivityDeps } from '../deps.js'
import { nonRetryableUnlessTransient } from '../failures.js'

interface Row {
  status: string
  ticketId: string | null
  uploadedById: string
  isInternal: boolean
  isFlagged: boolean
  state: TicketState | null
}

const READ = `SELECT a.status, a.ticket_id AS "ticketId", a.uploaded_by_id AS "uploadedById",
    coalesce(m.visibility = 'internal', false) AS "isInternal", t.state,
    EXISTS (SELECT 1 FROM ticket_event e WHERE e.organization_id = a.organization_id AND e.ticket_id = a.ticket_id
      AND e.command_id = 'attachment/' || a.id) AS "isFlagged"
  FROM attachment a LEFT JOIN ticket t ON t.organization_id = a.organization_id AND t.id = a.ticket_id
    LEFT JOIN message m ON m.organization_id = a.organization_id AND m.id = a.message_id
  WHERE a.organization_id = $1 AND a.id = $2 AND a.deleted_at IS NULL`

const FLAGS: Record<string, AttachmentFlag | undefined> = {
  infected: 'infected_attachment',
  failed: 'failed_attachment',
}

/**
 * Writes what became of a file, and flags its ticket where that is bad: one transaction, judged on what was read and
 * compared under its locks. Harmless to repeat: a settled file stays as it is, and its ticket is flagged once.
 */
export function settleAttachmentActivity({
  db,
  notifyCommitted,
}: Pick<ActivityDeps, 'db' | 'notifyCommitted'>) {
  return (settlement: Settlement): Promise<void> =>
    nonRetryableUnlessTransient(async () => {
      while (!(await trySettling(db, settlement))) void 0 // the ticket has moved, or the file was attached meanwhile
      notifyCommitted()
    })
}

async function trySettling(db: Database, settlement: Settlement): Promise<boolean> {
  const row = await readRow(db, settlement)
  if (row === undefined) return true // deleted
  const { at, steps, verdict, attachmentId: id, organizationId } = settlement
  const status = row.status === 'processing' && verdict !== null ? verdict.status : row.status
  const change = flag(row, settlement, status)
  const { kind } = await db.call<{ kind: 'settled' | 'behind' }>('settle_attachment', {
    ...{ organizationId, id, at, steps, verdict },
    ...{ ticketId: row.ticketId, status: row.status },
    ...(change === undefined ? {} : { change }),
  })
  return kind === 'settled'
}

/** Of a draft nobody else knows: its submission comes back to this. */
function flag(
  { state, isFlagged, uploadedById, isInternal }: Row,
  { at, attachmentId }: Settlement,
  status: string,
): TicketChange | undefined {
  const added = FLAGS[status]
  if (added === undefined || isFlagged || state === null || state.status === 'draft') {
    return undefined
  }
  const flags = [...new Set([...state.flags, added])]
  const found = { attachmentId, flag: added, uploadedById, isInternal }
  return createChange(state, { type: 'flag_attachments', at, flags, ...found })
}

async function readRow(
  db: Database,
  { organizationId, attachmentId }: AttachmentRef,
): Promise<Row | undefined> {
  const [row] = await db.of(organizationId).query<Row>(READ, [attachmentId])
  return row
}
