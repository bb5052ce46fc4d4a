import type { OrganizationDb } from '../../database/pool.js'
import type { Places } from '../../domain/chatbot/prompt.js'

const MOST = 200

const PLACES = `SELECT
  (SELECT coalesce(jsonb_agg(to_jsonb(d)), '[]') FROM (SELECT id, name, code FROM department
    WHERE organization_id = $1 AND deleted_at IS NULL ORDER BY name, id LIMIT ${MOST}) d) AS departments,
  (SELECT coalesce(jsonb_agg(to_jsonb(c)), '[]') FROM (SELECT id, name, department_id AS "departmentId" FROM category
    WHERE organization_id = $1 AND deleted_at IS NULL ORDER BY name, id LIMIT ${MOST}) c) AS categories`

/** Where tickets can go. */
export async function readPlaces(db: OrganizationDb): Promise<Places> {
  const [places] = await db.query<Places>(PLACES)
  return places ?? { departments: [], categories: [] }
}

const LAST = `SELECT department_id AS id FROM ticket
  WHERE organization_id = $1 AND requester_id = $2 AND deleted_at IS NULL AND department_id IS NOT NULL ORDER BY id DESC LIMIT 1`

/** Where somebody has filed last. */
export async function readLastDepartment(
  db: OrganizationDb,
  userId: string,
): Promise<string | null> {
  const [last] = await db.query<{ id: string }>(LAST, [userId])
  return last?.id ?? null
}
