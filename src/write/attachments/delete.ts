import type { Database, Transaction } from '../../database/pool.js'
import { listFlags, refuseFileDeletion } from '../../domain/attachment/access.js'
import type { AttachmentStatus } from '../../domain/attachment/attachment.js'
import { DomainError, refuseMissing } from '../../domain/errors.js'
import type { Person } from '../../domain/people.js'
import { createChange } from '../../domain/ticket/change.js'
import type { TicketState } from '../../domain/ticket/state.js'
import type { Origin } from '../audit/record.js'

export interface Deletion {
  organizationId: string
  person: Person
  origin: Origin
  id: string
  /** The ticket that it was found on. */
  ticketId: string | null
  at: string
}

interface Locked {
  state: TicketState
  /** For a court. */
  isHeld: boolean
}

interface LockedFile {
  uploadedById: string
  isInUse: boolean
  /** The ticket that its visit is for, is held. */
  isHeld: boolean
}

const LOCK_TICKET = `SELECT state, legal_hold_at IS NOT NULL AS "isHeld" FROM ticket
  WHERE organization_id = $1 AND id = $2 FOR NO KEY UPDATE`
const LOCK_FILE = `SELECT uploaded_by_id AS "uploadedById", num_nonnulls(job_id, article_id) > 0 AS "isInUse", EXISTS (SELECT 1 FROM job j
    JOIN work_order w ON w.organization_id = $1 AND w.id = j.work_order_id JOIN ticket t ON t.organization_id = $1 AND t.id = w.ticket_id
    WHERE j.organization_id = $1 AND j.id = job_id AND t.legal_hold_at IS NOT NULL) AS "isHeld" FROM attachment
  WHERE organization_id = $1 AND id = $2 AND ticket_id IS NOT DISTINCT FROM $3 AND deleted_at IS NULL FOR NO KEY UPDATE`
const OTHERS = `SELECT status FROM attachment
  WHERE organization_id = $1 AND ticket_id = $2 AND id <> $3 AND deleted_at IS NULL`

/**
 * Judged under the ticket's lock, like all that its files do to it. Throws why it may not be; what has gone or moved
 * meanwhile is not found.
 */
export async function deleteAttachment(db: Database, deletion: Deletion): Promise<void> {
  const { organizationId, person, origin, id, ticketId, at } = deletion
  await db.transaction(async (transaction) => {
    const [locked] = await transaction.query<Locked>(LOCK_TICKET, [organizationId, ticketId])
    const ticket = locked?.state ?? null
    const [file] = await transaction.query<LockedFile>(LOCK_FILE, [organizationId, id, ticketId])
    if (file === undefined) return refuseMissing('file')
    const isHeld = file.isHeld || locked?.isHeld === true
    const refused = refuseFileDeletion(person, { ...file, ticket, isHeld })
    if (refused !== undefined) throw new DomainError(refused)
    const change = ticket === null ? {} : await clearFlag(transaction, ticket, deletion)
    const actor = { kind: 'user', id: person.id }
    return transaction.call('delete_attachment', {
      ...{ organizationId, id, at, actor, origin },
      ...change,
    })
  })
}

async function clearFlag(
  transaction: Transaction,
  ticket: TicketState,
  { organizationId, id, at }: Deletion,
) {
  const others = await transaction.query<{ status: AttachmentStatus }>(OTHERS, [
    organizationId,
    ticket.id,
    id,
  ])
  const flags = listFlags(others.map(({ status }) => status))
  const isSame = ticket.flags.every((flag) => flags.includes(flag))
  const left = ticket.flags.filter((flag) => flags.includes(flag))
  return isSame
    ? {}
    : { change: createChange(ticket, { type: 'flag_attachments', at, flags: left }) }
}
