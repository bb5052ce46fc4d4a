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
}

export interface Names {
  people: PeopleNames
  departments: Record<string, DepartmentName>
  categories: Record<string, CategoryName>
}

const SELECT = `SELECT ${selectPeople('$2::uuid[]')} AS people, ${selectDepartments('$3::uuid[]')} AS departments,
  ${selectCategories('$4::uuid[]')} AS categories`

/** The names of what the record of the past mentions: there, no row says whom to join. */
export async function readNames(
  db: OrganizationDb,
  { people, departments, categories }: Unnamed,
): Promise<Names> {
  const [row] = await db.query<Names>(SELECT, [people, departments, categories])
  if (row === undefined) throw new Error('a SELECT without FROM gave no row')
  return row
}
