import type { OrganizationDb } from '../../database/pool.js'

/** Under an id that is there nothing is counted again. What is not the organization's is not kept. */
const KEEP = `WITH kept AS (INSERT INTO kb_deflection (organization_id, id, suggested, solved_by, department_id, category_id, at)
    VALUES ($1, $2, ARRAY(SELECT id FROM kb_article WHERE organization_id = $1 AND id = ANY ($3)), $4,
      (SELECT id FROM department WHERE organization_id = $1 AND id = $5),
      (SELECT id FROM category WHERE organization_id = $1 AND id = $6), clock_timestamp())
    ON CONFLICT DO NOTHING RETURNING solved_by)
  INSERT INTO kb_view_count (organization_id, article_id, deflections)
    SELECT $1, solved_by, 1 FROM kept WHERE solved_by IS NOT NULL
  ON CONFLICT (organization_id, article_id) DO UPDATE SET deflections = kb_view_count.deflections + 1`

export interface Deflection {
  /** That of the request, and of the ticket if there is one. */
  id: string
  suggestedArticleIds?: readonly string[] | undefined
  /** The article that was enough; none where a ticket was filed all the same. */
  solvedBy?: string | undefined
  departmentId?: string | null | undefined
  categoryId?: string | null | undefined
}

/** What has become of somebody to whom articles were suggested; not who it was. */
export async function keepDeflection(
  { query }: OrganizationDb,
  { id, suggestedArticleIds, solvedBy, departmentId, categoryId }: Deflection,
): Promise<void> {
  await query(KEEP, [
    ...[id, suggestedArticleIds ?? [], solvedBy ?? null, departmentId ?? null, categoryId ?? null],
  ])
}
