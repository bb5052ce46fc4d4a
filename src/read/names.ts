import type { CategoryName, DepartmentName } from '../contracts/common.js'
import {
  type PeopleNames,
  selectCategories,
  selectDepartments,
  selectPeople,
} from '../database/names.js'
import type { OrganizationDb } from '../database/pool.js'

/** What is to be named, by id. */
export interface Unnamed {
  people: string[]
  departments: string[]
  categories: string[]
  tickets: string[]
}

export interface Names {
  people: PeopleNames
  departments: Record<string, DepartmentName>
  categories: Record<string, CategoryName>
  /** Their numbers. */
  tickets: Record<string, string>
}

const SELECT = `SELECT ${selectPeople('$2::uuid[]')} AS people, ${selectDepartments('$3::uuid[]')} AS departments,
  ${selectCategories('$4::uuid[]')} AS categories, (SELECT coalesce(jsonb_object_agg(t.id, t.number), '{}')
    FROM ticket t WHERE t.organization_id = $1 AND t.id = ANY ($5::uuid[])) AS tickets`

/** The names of what the record of the past mentions: there, no row says whom to join. */
export async function readNames(
  db: OrganizationDb,
  { people, departments, categories, tickets }: Unnamed,
): Promise<Names> {
  const [row] = await db.query<Names>(SELECT, [people, departments, categories, tickets])
  if (row === undefined) throw new Error('a SELECT without FROM gave no row')
  return row
}
