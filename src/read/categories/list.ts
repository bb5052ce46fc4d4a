import type { CategoryView } from '../../contracts/categories.js'
import { orderById, type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'

export function listCategories(
  db: OrganizationDb,
  page: PageArguments,
): Promise<Page<CategoryView>> {
  return paginate(
    db,
    {
      order: orderById('c.id', 'ASC'),
      select: `c.id, c.name, c.code, c.department_id AS "departmentId", c.parent_id AS "parentId", c.group_id AS "groupId"`,
      from: 'FROM category c WHERE c.organization_id = $1 AND c.deleted_at IS NULL',
      view: (row: CategoryView) => row,
    },
    page,
  )
}
