import { oneLine } from '../../text.js'
import type { Say } from '../../ticket/outcome/say.js'
import { chooseWords, nameReport, sayPeriod } from '../pictures/shown-report.js'
import type { ReportFacts, ReportNewsType } from './news.js'

/** News of a saved report in words. */
export function describeReportNews(
  type: ReportNewsType,
  { kind, span, groupBy, problem, ...facts }: ReportFacts,
  { phrases: { savedReports } }: Pick<Say, 'phrases'>,
  language: string,
) {
  const words = chooseWords(language)
  const name = oneLine(facts.name)
  const report = nameReport({ kind, groupBy: groupBy ?? undefined }, words)
  const period = sayPeriod(span, words.locale)
  const about = { report: `${report} · ${period} (${span.timezone})`, period }
  if (type === 'report_ready') {
    const { isAttached, sentBy } = savedReports
    const what = `${isAttached} ${sentBy(oneLine(facts.owner))}`
    return { ...about, title: name, what, expected: null }
  }
  const { titles, problems, expected } = savedReports
  return {
    ...about,
    title: titles.report_refused,
    report: `${name} · ${report}`,
    what: problems[problem ?? 'internal'](oneLine(facts.owner)),
    expected: expected[problem ?? 'internal'],
  }
}
