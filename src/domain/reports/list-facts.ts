import { listApprovalFacts } from './approvals.js'
import { listCsatFacts } from './csat.js'
import type { CountedTicket, ReportFact } from './fact.js'
import { listSlaFacts } from './sla.js'
import { listTimesFacts } from './times.js'
import { listVolumeFacts } from './volume.js'

/** All that a ticket adds to the figures of reports. */
export function listFacts(ticket: CountedTicket): ReportFact[] {
  return [
    ...listSlaFacts(ticket),
    ...listTimesFacts(ticket),
    ...listVolumeFacts(ticket),
    ...listApprovalFacts(ticket),
    ...listCsatFacts(ticket),
  ]
}
