import type { SlaReport } from '../../contracts/reports.js'
import type { OrganizationDb } from '../../database/pool.js'
import { divideWhole } from '../../domain/reports/rates.js'
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
      meanFirstResponseSeconds: divideWhole(figures.responseSeconds, figures.responses),
      meanResolutionSeconds: divideWhole(figures.resolutionSeconds, figures.resolutions),
    })),
  }
}
