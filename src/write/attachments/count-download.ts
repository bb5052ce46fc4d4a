import type { OrganizationDb } from '../../database/pool.js'
import type { Origin } from '../audit/record.js'

export interface Download {
  userId: string
  origin: Origin
  id: string
  variant: string
}

const COUNT = `WITH counted AS (UPDATE attachment SET download_count = download_count + 1
     WHERE organization_id = $1 AND id = $2 RETURNING id, ticket_id)
   SELECT audit_record($1, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', $3::uuid), $4::jsonb,
     'attachment.download', 'ok', 'attachment', id::text, ticket_id, NULL, jsonb_build_object('variant', $5::text)) FROM counted`

/** Notes who has had a file. Each call counts: a client that begins anew has it once more. */
export async function countDownload(
  db: OrganizationDb,
  { userId, origin, id, variant }: Download,
): Promise<void> {
  await db.query(COUNT, [id, userId, JSON.stringify(origin), variant])
}
