import type { DashboardView } from '../../src/contracts/dashboards.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import type { Status } from '../../src/domain/ticket/status.js'
import type { World } from './world.js'

/** A ticket as its row has it. */
export interface Counted {
  state: TicketState
  status: Status
  due_at: Date | null
  requester_id: string
  department_id: string | null
  assignee_id: string | null
}

const CLOSED: Status[] = ['rejected', 'closed', 'withdrawn']
const DONE: Status[] = ['completed', 'resolved']
const WAITING: Status[] = ['needs_clarification', 'awaiting_approval', 'postponed']

export function isOpen({ status }: Counted): boolean {
  return status !== 'draft' && ![...CLOSED, ...DONE].includes(status)
}

export function isOverdue(ticket: Counted): boolean {
  const isLate = ticket.due_at !== null && ticket.due_at.getTime() < Date.now()
  return isOpen(ticket) && !WAITING.includes(ticket.status) && isLate
}

/** The figures of these tickets, added up one by one. */
export function recount(tickets: readonly Counted[]): Omit<DashboardView, 'generatedAt'> {
  const byStatus: DashboardView['byStatus'] = {}
  const seconds: number[] = []
  for (const { status, state } of tickets) {
    if (status !== 'draft') byStatus[status] = (byStatus[status] ?? 0) + 1
    const end = state.resolvedAt ?? state.closedAt
    if (!['resolved', 'closed'].includes(status) || end === null || state.versionBeganAt === null) {
      continue
    }
    seconds.push(Math.round((Date.parse(end) - Date.parse(state.versionBeganAt)) / 1_000))
  }
  const sum = seconds.reduce((a, b) => a + b, 0)
  return {
    byStatus,
    drafts: tickets.filter(({ status }) => status === 'draft').length,
    open: tickets.filter(isOpen).length,
    overdue: tickets.filter(isOverdue).length,
    meanResolutionSeconds: seconds.length === 0 ? null : Math.round(sum / seconds.length),
  }
}

export function readCounted(world: World): Promise<Counted[]> {
  return world.owner.query<Counted>(
    `SELECT state, status, due_at, requester_id, department_id, assignee_id FROM ticket
     WHERE deleted_at IS NULL AND organization_id = (SELECT id FROM organization WHERE slug LIKE 'demo-%')`,
  )
}
