import type { Person } from '../../src/domain/people.js'
import {
  mayHaveReportNews,
  REPORT_NEWS,
  type ReportFacts,
  type ReportNewsType,
} from '../../src/domain/reports/saved/news.js'
import type { Addressed } from './addressed.js'

/** A saved report, or that it could not be mailed. */
export interface ReportLetter {
  kind: 'report'
  to: Addressed
  type: ReportNewsType
  facts: ReportFacts
}

/** As much of a row as says whether it is one. */
interface ReportRow extends Addressed {
  type: string | null
  report: ReportFacts | null
  reader: Person | null
  isWanted: boolean
}

/** Whose files went meanwhile, with somebody who is in them, is mailed to nobody any more. */
export function readReportNews({ type, report: facts, reader, ...to }: ReportRow): ReportLetter[] {
  if (facts === null || type === null || !REPORT_NEWS.has(type)) return []
  const mayHave = to.isWanted && mayHaveReportNews(type, reader, facts)
  return mayHave ? [{ kind: 'report', to, type, facts }] : []
}
