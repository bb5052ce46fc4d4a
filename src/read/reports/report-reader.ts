import type { OrganizationDb } from '../../database/pool.js'

export interface ReportReader {
  organization: string
  language: string
}

const SELECT = `SELECT coalesce(g.settings->'branding'->>'name', g.name) AS organization, u.language
  FROM organization g JOIN app_user u ON u.organization_id = g.id WHERE g.id = $1 AND u.id = $2`

/** In whose name a report is shown, and in which words. */
export async function readReportReader(
  { query }: OrganizationDb,
  userId: string,
): Promise<ReportReader> {
  const [row] = await query<ReportReader>(SELECT, [userId])
  return row ?? { organization: '', language: 'en' }
}
