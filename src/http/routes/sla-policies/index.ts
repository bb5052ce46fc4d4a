import { slaTemplateRoutes } from '../sla-templates/keep.js'
import { slaPolicyRoutes } from './keep.js'

/** What an organization promises: by policies, or by templates, their simple form. */
export const SLA_ROUTES = [slaTemplateRoutes, slaPolicyRoutes]
