import type { OrganizationDb } from '../../database/pool.js'

interface Place {
  userId: string
  key: string
}

const BEGIN: Place = { userId: '00000000-0000-0000-0000-000000000000', key: '' }

const DROP = `WITH stretch AS (SELECT user_id, key FROM idempotency
    WHERE organization_id = $1 AND (user_id, key) > ($2::uuid, $3) ORDER BY user_id, key LIMIT $4),
  dropped AS (UPDATE idempotency i SET body = NULL FROM stretch
    WHERE i.organization_id = $1 AND i.user_id = stretch.user_id AND i.key = stretch.key AND i.body IS NOT NULL)
  SELECT user_id AS "userId", key FROM stretch ORDER BY user_id DESC, key DESC LIMIT 1`

/**
 * Drops all answers that an organization keeps for repetitions, so many a statement: each may have anybody's words. The
 * keys stay with what they led to, from which the answer is built again.
 */
export async function dropAnswers(db: OrganizationDb, stride: number): Promise<void> {
  let at: Place | undefined = BEGIN
  while (at !== undefined) {
    const rows: Place[] = await db.query<Place>(DROP, [at.userId, at.key, stride])
    at = rows[0]
  }
}
