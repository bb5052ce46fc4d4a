import { createNewsFamily } from '../../news-family.js'
import type { Person } from '../../people.js'
import type { ReportKind } from '../pictures/layouts.js'
import type { Group, Span } from '../pictures/periods.js'
import type { RunProblem } from './run.js'

/** What people are told of reports that are mailed by themselves. */
export const REPORT_NEWS = createNewsFamily({
  report_ready: { to: 'the recipients of a saved report', by: ['mail'] },
  report_refused: {
    to: 'whoever saved the report; admins where they may not sign in any more',
    by: ['inApp', 'mail'],
  },
})

export type ReportNewsType = (typeof REPORT_NEWS.types)[number]

/** Inputs of the words, as they are when it is read. */
export interface ReportFacts {
  reportRunId: string
  /** As it was saved. */
  name: string
  kind: ReportKind
  span: Span
  groupBy: Group | null
  /** Whoever saved it. */
  owner: string
  problem: RunProblem | null
  /** The picture and the table are there. */
  hasFiles: boolean
}

/** Whether it may reach its reader now; `null` is somebody who may not sign in. */
export function mayHaveReportNews(
  type: ReportNewsType,
  reader: Person | null,
  { hasFiles }: Pick<ReportFacts, 'hasFiles'>,
): boolean {
  return reader !== null && (type === 'report_refused' || hasFiles)
}
