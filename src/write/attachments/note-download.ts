import type { OrganizationDb } from '../../database/pool.js'
import type { Origin } from '../audit/record.js'

export interface Download {
  userId: string
  origin: Origin
  id: string
  variant: string
  /** Its first byte is among those that are sent. */
  isFromStart: boolean
}

/** A player asks for part after part: of these one a minute is in the audit log, and the first of an hour counts. */
const NOTE = `WITH had AS (
    SELECT max(e.at) AS last FROM audit_entry e JOIN audit_detail d ON d.audit_id = e.id
    WHERE e.organization_id = $1 AND e.entity = 'attachment' AND e.entity_id = $2::text AND e.action = 'attachment.download'
      AND e.actor->>'id' = $3::text AND e.at > clock_timestamp() - interval '1 hour' AND d.after->>'variant' = $5::text),
  noted AS (
    UPDATE attachment SET download_count = download_count + CASE WHEN $6::boolean OR had.last IS NULL THEN 1 ELSE 0 END
    FROM had WHERE organization_id = $1 AND id = $2::uuid
      AND ($6::boolean OR had.last IS NULL OR had.last < clock_timestamp() - interval '1 minute')
    RETURNING id, ticket_id)
  SELECT audit_record($1, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', $3::text), $4::jsonb,
    'attachment.download', 'ok', 'attachment', id::text, ticket_id, NULL, jsonb_build_object('variant', $5::text)) FROM noted`

const COUNT = `UPDATE attachment SET download_count = download_count + 1
  WHERE organization_id = $1 AND id = $2`

/** Counts one by somebody who is not known, of whom nothing is noted. */
export async function countPublicDownload(db: OrganizationDb, id: string): Promise<void> {
  await db.query(COUNT, [id])
}

/** Notes who has a file, or any part of it. Each call from the start counts: a client that begins anew has it once more. */
export async function noteDownload(
  db: OrganizationDb,
  { userId, origin, id, variant, isFromStart }: Download,
): Promise<void> {
  await db.query(NOTE, [id, userId, JSON.stringify(origin), variant, isFromStart])
}
