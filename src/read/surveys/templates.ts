import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import type { SurveyTemplate } from '../../domain/surveys/choose-template.js'

const TEMPLATES = `SELECT id, version, trigger, delay, conditions, created_at AS "createdAt" FROM survey_template
  WHERE organization_id = $1 AND deleted_at IS NULL AND trigger <> 'manual'`

/** Those that something sets off by itself. */
export async function readSurveyTemplates({
  query,
}: Pick<OrganizationDb, 'query'>): Promise<SurveyTemplate[]> {
  const rows = await query<Omit<SurveyTemplate, 'createdAt'> & { createdAt: Date }>(TEMPLATES)
  return rows.map((row) => ({ ...row, createdAt: iso(row.createdAt) }))
}
