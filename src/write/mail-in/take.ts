import type { OrganizationDb } from '../../database/pool.js'
import { isoOrNull } from '../../database/rows.js'

/** What a moderator wants done with a mail. */
export interface Direction {
  by: string
  /** When they said so; none of mails of before this was kept. */
  at?: string
  ticketId?: string
  departmentId?: string
}

export interface TakenMail {
  id: string
  recipients: string[]
  envelopeSender: string
  raw: Buffer
  /** Into the mailbox that it was fetched of, or here. */
  cameAt: Date
  attempts: number
  why: string | null
  directed: Direction | null
  /** Of the mailbox that it was fetched of: whose ticket it becomes. */
  mailboxDepartmentId: string | null
}

/** A mail in hand. */
export interface Filing {
  organizationId: string
  mail: TakenMail
  at: string
}

/** A killed worker's mail is another's after it. */
const LEASE = `interval '1 minute'`

const TAKE = `UPDATE mail_in m SET attempts = m.attempts + 1, next_due_at = $2::timestamptz + ${LEASE}
  WHERE m.organization_id = $1 AND m.id = (
    SELECT id FROM mail_in WHERE organization_id = $1 AND next_due_at <= $2
    ORDER BY received_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING m.id, m.recipients, m.envelope_sender AS "envelopeSender", m.raw, coalesce(m.arrived_at, m.received_at) AS "cameAt", m.attempts,
    m.why, m.directed, (SELECT b.department_id FROM mailbox b
      WHERE b.organization_id = $1 AND b.id = m.mailbox_id) AS "mailboxDepartmentId"`

/** The oldest mail that is due, for a minute; undefined where there is none. */
export async function takeMail(db: OrganizationDb, at: string): Promise<TakenMail | undefined> {
  const [row] = await db.query<TakenMail>(TAKE, [at])
  return row
}

const PUT_OFF = `UPDATE mail_in SET next_due_at = $3::timestamptz + least(3600, 5 * 4 ^ attempts) * interval '1 second'
  WHERE organization_id = $1 AND id = $2 AND next_due_at IS NOT NULL`

/** It failed for a reason that may pass: it is tried again, later and later. */
export async function putOffMail(db: OrganizationDb, id: string, at: string): Promise<void> {
  await db.query(PUT_OFF, [id, at])
}

const NEXT =
  'SELECT min(next_due_at) AS at FROM mail_in WHERE organization_id = $1 AND next_due_at IS NOT NULL'

/** When there is something to do again; null when nothing waits. */
export async function findNextDue(db: OrganizationDb): Promise<string | null> {
  const [row] = await db.query<{ at: Date | null }>(NEXT)
  return isoOrNull(row?.at ?? null)
}
