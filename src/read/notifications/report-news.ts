import type { Person } from '../../domain/people.js'
import { describeReportNews } from '../../domain/reports/saved/describe-news.js'
import {
  mayHaveReportNews,
  REPORT_NEWS,
  type ReportFacts,
} from '../../domain/reports/saved/news.js'
import type { Say } from '../../domain/ticket/outcome/say.js'

interface Row {
  type: string
  report: ReportFacts | null
  language: string
}

/** News of a saved report, to whoever saved it; undefined where it is of something else. */
export function readReportNews({ type, report, language }: Row, reader: Person, say: Say) {
  if (!REPORT_NEWS.has(type)) return undefined
  const name = say.phrases.savedReports.titles[type]
  if (report === null || !mayHaveReportNews(type, reader, report))
    return { title: name, body: name }
  const { title, report: line, what, expected } = describeReportNews(type, report, say, language)
  return { title, body: [line, what, expected].filter((one) => one !== null).join('\n') }
}
