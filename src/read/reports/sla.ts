import type { SlaReport } from '../../contracts/reports.js'
import type { OrganizationDb } from '../../database/pool.js'
import type { SlaFigures } from '../../domain/reports/sla.js'
import { type ReportScope, readFigures } from './read-figures.js'

/** What was promised in each period, and what has come of it. */
export async function readSlaReport(db: OrganizationDb, scope: ReportScope): Promise<SlaReport> {
  const rows = await readFigures<keyof SlaFigures>(db, 'sla', scope)
  return {
    items: rows.map(({ place, figures }) => ({
      ...place,
      tickets: figures.tickets,
      firstResponse: { met: figures.responsesMet, breached: figures.responsesBreached },
      resolution: { met: figures.resolutionsMet, breached: figures.resolutionsBreached },
      meanFirstResponseSeconds: divide(figures.responseSeconds, figures.responses),
      meanResolutionSeconds: divide(figures.resolutionSeconds, figures.resolutions),
    })),
  }
}

function divide(sum: number, count: number): number | null {
  return count === 0 ? null : Math.round(sum / count)
}
