import {
  keptSlaTemplate,
  newSlaTemplate,
  slaTemplatePatch,
} from '../../../contracts/sla-templates.js'
import { slaTemplates } from '../../../write/sla-templates/resource.js'
import type { RouteKit } from '../kit.js'
import { addResourceRoutes } from '../resources/register.js'

export function slaTemplateRoutes(kit: RouteKit): void {
  addResourceRoutes(kit, {
    resource: slaTemplates,
    path: '/admin/sla_templates',
    one: 'SlaTemplate',
    many: 'SlaTemplates',
    plural: 'SLA templates',
    view: keptSlaTemplate,
    created: newSlaTemplate,
    patch: slaTemplatePatch,
  })
}
