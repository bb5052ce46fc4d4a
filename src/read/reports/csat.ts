import type { CsatReport } from '../../contracts/reports.js'
import type { OrganizationDb } from '../../database/pool.js'
import type { CsatFigures } from '../../domain/reports/csat.js'
import { divide } from '../../domain/reports/rates.js'
import { type ReportScope, readFigures } from './read-figures.js'

/** What was answered of the surveys that were sent. */
export async function readCsatReport(db: OrganizationDb, scope: ReportScope): Promise<CsatReport> {
  const rows = await readFigures<keyof CsatFigures>(db, 'csat', scope)
  return {
    items: rows.map(({ place, figures }) => {
      const { sent, answered, ratings, satisfied, scores, npsAnswers } = figures
      const net = figures.promoters - figures.detractors
      return {
        ...place,
        ...{ sent, answered, responseRate: divide(answered, sent) },
        ...{ ratings, csat: divide(satisfied, ratings), meanScore: divide(scores, ratings, 100) },
        ...{ npsAnswers, nps: divide(100 * net, npsAnswers, 10) },
      }
    }),
  }
}
