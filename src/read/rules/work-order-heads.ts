import type { OrganizationDb } from '../../database/pool.js'

const HEADS = `SELECT w.id, (SELECT d.head_id FROM ticket k JOIN department d ON d.organization_id = $1 AND d.id = k.department_id
    WHERE k.organization_id = $1 AND k.id = w.ticket_id AND d.deleted_at IS NULL) AS "headId"
  FROM work_order w WHERE w.organization_id = $1 AND w.id = ANY($2::uuid[]) AND w.deleted_at IS NULL`

/** Who heads the department of their tickets, null where nobody does; of those work orders that are there. */
export async function readWorkOrderHeads(
  { query }: Pick<OrganizationDb, 'query'>,
  ids: readonly string[],
): Promise<Map<string, string | null>> {
  const rows = await query<{ id: string; headId: string | null }>(HEADS, [ids])
  return new Map(rows.map(({ id, headId }) => [id, headId]))
}
