import type { OrganizationDb } from '../../database/pool.js'
import type { Authentication } from '../../domain/mail-in/authentication.js'
import { cleanSubject, cleanText } from '../../domain/mail-in/clean-text.js'
import type { MailReason, MailStatus, ParsedMail } from '../../domain/mail-in/mail.js'
import { MAIL_NEWS } from '../../domain/mail-in/news.js'
import { cut } from '../../domain/text.js'

const MOST_PREVIEW = 2_000
const MOST_NAME = 200

const NOTE = `UPDATE mail_in SET message_id = $3, sender = $4, sender_name = $5, subject = $6, preview = $7,
    authentication = $8::jsonb
  WHERE organization_id = $1 AND id = $2`

/** What the list shows of it. Harmless to repeat: a mail says the same each time. */
export async function noteHead(
  db: OrganizationDb,
  id: string,
  { head, text }: Pick<ParsedMail, 'head' | 'text'>,
  authentication: Authentication | null,
): Promise<void> {
  const { messageId, from, subject } = head
  await db.query(NOTE, [
    ...[id, messageId, from?.address ?? null, cut(from?.name ?? '', MOST_NAME)],
    ...[cleanSubject(subject, ''), cut(cleanText(text), MOST_PREVIEW)],
    authentication === null ? null : JSON.stringify(authentication),
  ])
}

export interface MailOutcome {
  status: Exclude<MailStatus, 'pending'>
  why?: MailReason | 'registered'
  senderId?: string | undefined
  ticketId?: string
  chatMessageId?: string
}

/** Of what waits, or could not be read, moderators hear once an hour. */
const SETTLE = `WITH settled AS (
    UPDATE mail_in SET status = $3, why = $4, sender_id = coalesce($5::uuid, sender_id), ticket_id = $6::uuid,
      chat_message_id = $7::uuid, settled_at = $8::timestamptz, next_due_at = NULL
    WHERE organization_id = $1 AND id = $2 AND status = 'pending' RETURNING id, directed),
  audited AS (
    SELECT audit_record($1, $8::timestamptz, CASE WHEN directed IS NULL THEN '{"kind": "system"}'::jsonb
        ELSE jsonb_build_object('kind', 'user', 'id', directed->>'by') END, '{"ip": null, "userAgent": null}',
      'mail_in.' || $3, 'ok', 'mail_in', id::text, $6::uuid, NULL, jsonb_build_object('status', $3::text, 'why', $4::text))
    FROM settled),
  told AS (
    SELECT tell_people($1, 'mail_unmatched', $9::jsonb, ARRAY(
        SELECT u.id FROM app_user u WHERE u.organization_id = $1 AND u.roles && ARRAY['moderator', 'admin']
          AND u.status = 'active' AND u.helpdesk_authorized AND u.deleted_at IS NULL),
      'mailIn', jsonb_build_object('mailId', id))
    FROM settled WHERE $3 IN ('queued', 'failed') AND NOT EXISTS (
      SELECT 1 FROM mail_in o WHERE o.organization_id = $1 AND o.status IN ('queued', 'failed') AND o.id <> settled.id
        AND o.settled_at > $8::timestamptz - interval '1 hour'))
  SELECT (SELECT count(*) FROM audited) + (SELECT count(*) FROM told) AS done`

/** What has become of a mail, once: of two workers that had it in hand the second changes nothing. */
export async function settleMail(
  db: Pick<OrganizationDb, 'query'>,
  id: string,
  { status, why, senderId, ticketId, chatMessageId }: MailOutcome,
  at: string,
): Promise<void> {
  const values = [status, why ?? null, senderId ?? null, ticketId ?? null, chatMessageId ?? null]
  await db.query(SETTLE, [id, ...values, at, JSON.stringify(MAIL_NEWS.kinds.mail_unmatched.by)])
}
