import type { TicketState } from '../state.js'

/** How the ticket stood after an event: its notifications tell that, however it stands when they are read. */
export interface Standing {
  assigneeId: string | null
  departmentId: string | null
  resolutionDueAt: string | null
}

export function readStanding({ assigneeId, departmentId, sla }: TicketState): Standing {
  return { assigneeId, departmentId, resolutionDueAt: sla.resolutionDueAt }
}
