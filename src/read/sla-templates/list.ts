import type { SlaTemplateView } from '../../contracts/sla-templates.js'
import { orderById, type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'

export function listSlaTemplates(
  db: OrganizationDb,
  page: PageArguments,
): Promise<Page<SlaTemplateView>> {
  return paginate(
    db,
    {
      order: orderById('s.id', 'ASC'),
      select: `s.id, s.name, s.priority, s.due_delta AS "dueDelta", s.first_response_delta AS "firstResponseDelta",
        s.is_default AS "isDefault"`,
      from: 'FROM sla_template s WHERE s.organization_id = $1 AND s.deleted_at IS NULL',
      view: (row: SlaTemplateView) => row,
    },
    page,
  )
}
