import type { DashboardView } from '../../contracts/dashboards.js'
import { OPEN, type Status } from '../../domain/ticket/status.js'

/** Of one status: how many there are, how many of them were resolved, and in how many seconds together. */
export interface StatusFigures {
  status: Status
  tickets: number
  resolved: number
  seconds: number
}

type Figures = Omit<DashboardView, 'overdue' | 'generatedAt'>

export function sumUp(rows: readonly StatusFigures[]): Figures {
  const count = (statuses: readonly Status[]) =>
    rows
      .filter(({ status }) => statuses.includes(status))
      .reduce((sum, { tickets }) => sum + tickets, 0)
  const [resolved, seconds] = rows.reduce(
    ([n, sum], row) => [n + row.resolved, sum + row.seconds],
    [0, 0],
  )
  return {
    byStatus: countByStatus(rows),
    drafts: count(['draft']),
    open: count(OPEN),
    meanResolutionSeconds: resolved === 0 ? null : Math.round(seconds / resolved),
  }
}

export function countByStatus(
  rows: readonly Pick<StatusFigures, 'status' | 'tickets'>[],
): DashboardView['byStatus'] {
  const counted: DashboardView['byStatus'] = {}
  for (const { status, tickets } of rows) {
    if (status !== 'draft' && tickets > 0) counted[status] = (counted[status] ?? 0) + tickets
  }
  return counted
}
