import type { MacroView } from '../../contracts/macros.js'
import type { Page, PageArguments } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import type { Values } from '../../database/values.js'
import { isModerator, isStaff, type Person } from '../../domain/people.js'
import { listCatalogue } from '../catalogue.js'

const SELECT = 'm.id, m.name, m.actions, m.roles, m.department_id AS "departmentId"'
const MACROS = { table: 'macro', alias: 'm', select: SELECT } as const

/** Those that this person may use, as `mayUseMacro` says. */
export function listMacros(
  db: OrganizationDb,
  person: Person,
  page: PageArguments,
): Promise<Page<MacroView>> {
  return listCatalogue(db, MACROS, { ...page, only: (values) => mayBeUsedBy(person, values) })
}

function mayBeUsedBy(person: Person, values: Values): string {
  const forAll = isStaff(person) ? "m.roles = '{}' OR " : ''
  const isMeant = `(${forAll}m.roles && ${values.add(person.roles)}::text[])`
  if (isModerator(person)) return isMeant
  const departments = [person.departmentId, ...person.headOf]
  return `${isMeant} AND (m.department_id IS NULL OR m.department_id = ANY (${values.add(departments)}::uuid[]))`
}
