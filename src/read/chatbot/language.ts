import type { OrganizationDb } from '../../database/pool.js'
import { chooseLanguage, type Language } from '../../domain/language.js'

/** In which language somebody is answered. */
export async function readLanguage(db: OrganizationDb, userId: string): Promise<Language> {
  const text = 'SELECT language FROM app_user WHERE organization_id = $1 AND id = $2'
  const [row] = await db.query<{ language: string }>(text, [userId])
  return chooseLanguage(row?.language ?? '')
}
