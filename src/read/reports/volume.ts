import type { ReopensReport, VolumeReport } from '../../contracts/reports.js'
import type { OrganizationDb } from '../../database/pool.js'
import { divide } from '../../domain/reports/rates.js'
import type { VolumeFigures } from '../../domain/reports/volume.js'
import { type ReportScope, readFigures } from './read-figures.js'

/** How many tickets came, were closed, and came back. */
export async function readVolumeReport(
  db: OrganizationDb,
  scope: ReportScope,
): Promise<VolumeReport> {
  const rows = await readFigures<keyof VolumeFigures>(db, 'volume', scope)
  return {
    items: rows.map(({ place, figures: { created, closed, reopened } }) => ({
      ...place,
      ...{ created, closed, reopened },
    })),
  }
}

/** How much of what was done was not done yet. */
export async function readReopensReport(
  db: OrganizationDb,
  scope: ReportScope,
): Promise<ReopensReport> {
  const rows = await readFigures<keyof VolumeFigures>(db, 'volume', scope)
  return {
    items: rows.map(({ place, figures: { closed, reopened, completed, reworked } }) => ({
      ...place,
      ...{ closed, reopened, reopenRate: divide(reopened, closed) },
      ...{ completed, reworked, reworkRate: divide(reworked, completed) },
    })),
  }
}
