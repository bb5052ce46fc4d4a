import type { SlaTemplateView } from '../../contracts/sla-templates.js'
import type { Page, PageArguments } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { listCatalogue } from '../catalogue.js'

const SELECT = `s.id, s.name, s.priority, s.due_delta AS "dueDelta", s.first_response_delta AS "firstResponseDelta",
  s.is_default AS "isDefault"`

export function listSlaTemplates(
  db: OrganizationDb,
  page: PageArguments,
): Promise<Page<SlaTemplateView>> {
  return listCatalogue(db, { table: 'sla_template', alias: 's', select: SELECT }, page)
}
