import type { DepartmentView } from '../../contracts/departments.js'
import { orderById, type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'

export function listDepartments(
  db: OrganizationDb,
  page: PageArguments,
): Promise<Page<DepartmentView>> {
  return paginate(
    db,
    {
      order: orderById('d.id', 'ASC'),
      select: 'd.id, d.name, d.code, d.head_id AS "headId", d.handles_finance AS "handlesFinance"',
      from: 'FROM department d WHERE d.organization_id = $1 AND d.deleted_at IS NULL',
      view: (row: DepartmentView) => row,
    },
    page,
  )
}
