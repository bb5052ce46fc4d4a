import { countErasures, isEntitled } from '../../database/names.js'
import type { OrganizationDb } from '../../database/pool.js'
import type { Person } from '../../domain/people.js'
import type { ReportKind } from '../../domain/reports/pictures/layouts.js'
import type { SavedParameters } from '../../domain/reports/saved/parameters.js'
import type { Recipient } from '../../domain/reports/saved/run.js'

/** A saved report as one of its times finds it. */
export interface DueReport {
  name: string
  report: ReportKind
  parameters: SavedParameters
  /** Null where they may not sign in. */
  owner: Person | null
  ownerId: string
  organization: string
  /** Those who may be written to. */
  recipients: Recipient[]
  /** So many people were erased by then, whom its figures do not name. */
  erasures: number
}

const DUE = `SELECT r.name, r.report, r.parameters, person_facts(r.organization_id, r.owner_id) AS owner, r.owner_id AS "ownerId",
    coalesce(g.settings->'branding'->>'name', g.name) AS organization,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'language', u.language) ORDER BY u.id), '[]')
      FROM app_user u WHERE u.organization_id = $1 AND u.id = ANY (r.recipients) AND ${isEntitled('u')}) AS recipients,
    ${countErasures('$1')} AS erasures
  FROM saved_report r JOIN organization g ON g.id = r.organization_id AND g.active
  WHERE r.organization_id = $1 AND r.id = $2 AND r.deleted_at IS NULL AND (r.schedule->>'enabled')::boolean`

/** Undefined where it is mailed no more. */
export async function findDueReport(
  db: OrganizationDb,
  savedReportId: string,
): Promise<DueReport | undefined> {
  const [row] = await db.query<DueReport>(DUE, [savedReportId])
  return row
}
