import type { TimesReport } from '../../contracts/reports.js'
import type { OrganizationDb } from '../../database/pool.js'
import { countBuckets, findPercentile } from '../../domain/reports/buckets.js'
import { divideWhole } from '../../domain/reports/rates.js'
import type { TIMES_BUCKETS, TIMES_FIGURES } from '../../domain/reports/times.js'
import { type ReportScope, readFigures } from './read-figures.js'

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
      firstResponse: describe(figures.responses, figures.responseSeconds, figures.responseBuckets),
      resolution: describe(
        figures.resolutions,
        figures.resolutionSeconds,
        figures.resolutionBuckets,
      ),
    })),
  }
}

function describe(count: number, seconds: number, buckets: string) {
  const counts = countBuckets(buckets)
  return {
    count,
    meanSeconds: divideWhole(seconds, count),
    p50Seconds: findPercentile(counts, 0.5),
    p90Seconds: findPercentile(counts, 0.9),
  }
}
