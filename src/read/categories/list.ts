import type { CategoryView } from '../../contracts/categories.js'
import { selectDepartment } from '../../database/names.js'
import type { Page, PageArguments } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { listCatalogue } from '../catalogue.js'

const SELECT = `c.id, c.name, c.code, c.department_id AS "departmentId", ${selectDepartment('c.department_id')} AS department,
  c.parent_id AS "parentId", c.group_id AS "groupId"`

export function listCategories(
  db: OrganizationDb,
  page: PageArguments,
): Promise<Page<CategoryView>> {
  return listCatalogue(db, { table: 'category', alias: 'c', select: SELECT }, page)
}
