import { slaTemplateRoutes } from '../sla-templates/keep.js'
import { readTicketSlaRoute } from '../tickets/sla.js'
import { readSlaProofRoute } from '../tickets/sla-proof.js'
import { slaPolicyRoutes } from './keep.js'
import { simulateDraftPolicyRoute, simulatePolicyRoute } from './simulate.js'

/** What an organization promises: by policies, or by templates, their simple form. */
export const SLA_ROUTES = [
  slaTemplateRoutes,
  slaPolicyRoutes,
  simulatePolicyRoute,
  simulateDraftPolicyRoute,
]

/** What has become of it. */
export const TICKET_SLA_ROUTES = [readTicketSlaRoute, readSlaProofRoute]
