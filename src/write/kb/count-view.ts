import { createHmac } from 'node:crypto'
import type { OrganizationDb } from '../../database/pool.js'

/** A second view of the same reader and day finds its row, and counts nothing. */
const COUNT = `WITH seen AS (INSERT INTO kb_view (organization_id, article_id, day, reader) VALUES ($1, $2, $4::date, $3)
    ON CONFLICT DO NOTHING RETURNING 1)
  INSERT INTO kb_view_count (organization_id, article_id, views) SELECT $1, $2, 1 FROM seen
  ON CONFLICT (organization_id, article_id) DO UPDATE SET views = kb_view_count.views + 1`

export interface View {
  articleId: string
  /** Who reads: an id, or the network of somebody unknown. */
  reader: string
  /** An instant; its day is that of UTC. */
  at: string
}

/** Counts a reader once a day; who it was is told by no row. */
export async function countView(
  { query, organizationId }: OrganizationDb,
  secret: Buffer,
  { articleId, reader, at }: View,
): Promise<void> {
  const day = at.slice(0, 10)
  const named = JSON.stringify([organizationId, day, reader])
  const name = createHmac('sha256', secret).update(named).digest('base64url')
  await query(COUNT, [articleId, name, day])
}
