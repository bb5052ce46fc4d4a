import type { TimesReport } from '../../contracts/reports.js'
import type { OrganizationDb } from '../../database/pool.js'
import { countBuckets, findPercentile } from '../../domain/reports/buckets.js'
import { divideWhole } from '../../domain/reports/rates.js'
import type { TIMES_BUCKETS, TIMES_FIGURES } from '../../domain/reports/times.js'
import { type FigureRow, type ReportScope, readFigures } from './read-figures.js'

type Figure = (typeof TIMES_FIGURES)[number]
type Bucket = (typeof TIMES_BUCKETS)[number]

/** How long first responses and resolutions took, in business time. */
export async function readTimesReport(
  db: OrganizationDb,
  scope: ReportScope,
): Promise<TimesReport> {
  const rows = await readFigures<Figure, Bucket>(db, 'times', scope)
  return {
    items: rows.map(({ place, figures }) => ({
      ...place,
      firstResponse: describe('response', figures),
      resolution: describe('resolution', figures),
    })),
  }
}

function describe(name: 'response' | 'resolution', figures: FigureRow<Figure, Bucket>['figures']) {
  const count = figures[`${name}s`]
  const counts = countBuckets(figures[`${name}Buckets`], figures[`${name}BucketsTaken`])
  return {
    count,
    meanSeconds: divideWhole(figures[`${name}Seconds`], count),
    p50Seconds: findPercentile(counts, 0.5),
    p90Seconds: findPercentile(counts, 0.9),
  }
}
