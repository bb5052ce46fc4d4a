import type { MacroView } from '../../contracts/macros.js'
import type { OrganizationDb } from '../../database/pool.js'
import { isUuid } from '../../database/uuid.js'
import { mayUseMacro } from '../../domain/automation/macros.js'
import { refuseMissing } from '../../domain/errors.js'
import type { Person } from '../../domain/people.js'

const SELECT = `SELECT id, name, actions, roles, department_id AS "departmentId" FROM macro
  WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL`

/** Throws `not_found` for what is not there, and what is not for this person. */
export async function findMacro(
  db: OrganizationDb,
  person: Person,
  id: string,
): Promise<MacroView> {
  const [found] = isUuid(id) ? await db.query<MacroView>(SELECT, [id]) : []
  return found !== undefined && mayUseMacro(person, found) ? found : refuseMissing('macro')
}
