import type { DepartmentView } from '../../contracts/departments.js'
import { selectPerson } from '../../database/names.js'
import type { Page, PageArguments } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { type Catalogue, listCatalogue } from '../catalogue.js'

const DEPARTMENTS: Catalogue = {
  table: 'department',
  alias: 'd',
  select: `d.id, d.name, d.code, d.head_id AS "headId", ${selectPerson('d.head_id')} AS head,
    d.handles_finance AS "handlesFinance"`,
}

export function listDepartments(
  db: OrganizationDb,
  page: PageArguments,
): Promise<Page<DepartmentView>> {
  return listCatalogue(db, DEPARTMENTS, page)
}
