import type { Database, Transaction } from '../../database/pool.js'
import { isoOrNull } from '../../database/rows.js'
import type { MailboxFailure } from '../../domain/mail-in/mailbox.js'
import { judgePoll, type MailboxHealth } from '../../domain/mail-in/mailbox-health.js'
import { MAILBOX_NEWS, type MailboxNewsType } from '../../domain/mail-in/mailbox-news.js'
import { findNextPoll } from '../../domain/mail-in/mailbox-place.js'
import { listHolders } from '../../read/users/list-holders.js'
import { bindToOrganization } from '../listeners/listener.js'

/** A mailbox as it was when reading it began. */
export interface MailboxVersion {
  organizationId: string
  mailboxId: string
  version: number
}

export interface PollOutcome {
  at: string
  failure: MailboxFailure | null
  /** More is there than was taken. */
  isCutShort: boolean
  /** Its server lets it in, and does not hand out a mail. */
  isHeldUp: boolean
  /** All up to this one was dealt with; null where nobody has looked so far. */
  readUntil: { uidValidity: number; uid: number } | null
}

interface Row extends Pick<MailboxHealth, 'signInRefusals' | 'isTold'> {
  failingSince: Date | null
  toldAt: Date | null
}

const LOCK = `SELECT failing_since AS "failingSince", sign_in_refusals AS "signInRefusals", is_outage_told AS "isTold",
    outage_told_at AS "toldAt"
  FROM mailbox WHERE organization_id = $1 AND id = $2 AND version = $3 AND deleted_at IS NULL FOR UPDATE`

const SETTLE = `UPDATE mailbox SET last_polled_at = $3, next_poll_at = $4, last_error = $5, failing_since = $6,
    sign_in_refusals = $7, is_outage_told = $8, outage_told_at = $9,
    last_uid = CASE WHEN uid_validity = $10 THEN greatest(last_uid, $11) ELSE last_uid END
  WHERE organization_id = $1 AND id = $2`

/** What was read by somebody, or deleted, before it was handed out is asked for no more. */
const TIDY = `DELETE FROM mailbox_unfetched u USING mailbox b WHERE u.organization_id = $1 AND u.mailbox_id = $2 AND u.mail_id IS NULL
  AND b.organization_id = $1 AND b.id = $2 AND u.uid <= b.last_uid`

const TELL = `SELECT tell_people($1, $2, $3::jsonb, $4::uuid[], 'mailbox', jsonb_build_object('mailboxId', $5::uuid))`

/**
 * How reading it has ended, and in the same transaction the news of that. One that was changed meanwhile is due already, and UIDs of
 * before another has begun it anew say nothing. Of two workers that read it at once the second finds what the first has told.
 */
export function settlePoll(
  db: Database,
  mailbox: MailboxVersion,
  { at, failure, isCutShort, isHeldUp, readUntil }: PollOutcome,
): Promise<void> {
  const { organizationId, mailboxId, version } = mailbox
  return db.transaction(async (transaction) => {
    const { query } = transaction
    const [row] = await query<Row>(LOCK, [organizationId, mailboxId, version])
    if (row === undefined) return
    const { failingSince, toldAt, ...known } = row
    const before = { ...known, failingSince: isoOrNull(failingSince), toldAt: isoOrNull(toldAt) }
    const { health, news } = judgePoll(before, { at, failure })
    const since = health.failingSince
    const failingSinceMs = since === null ? null : Date.parse(since)
    const nextPollAt = findNextPoll(Date.parse(at), { isCutShort, isHeldUp, failingSinceMs })
    await query(SETTLE, [
      ...[organizationId, mailboxId, at, nextPollAt, failure, health.failingSince],
      ...[health.signInRefusals, health.isTold, health.toldAt],
      ...[readUntil?.uidValidity ?? null, readUntil?.uid ?? null],
    ])
    if (readUntil !== null) await query(TIDY, [organizationId, mailboxId])
    if (news !== undefined) await tell(transaction, mailbox, news)
  })
}

async function tell(
  transaction: Transaction,
  { organizationId, mailboxId }: MailboxVersion,
  news: MailboxNewsType,
): Promise<void> {
  const db = bindToOrganization(transaction, organizationId)
  const channels = JSON.stringify(MAILBOX_NEWS.kinds[news].by)
  await db.query(TELL, [news, channels, await listHolders(db, ['admin']), mailboxId])
}
