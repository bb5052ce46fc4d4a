import type { ReportNewsType } from '../../../../reports/saved/news.js'
import type { RunProblem } from '../../../../reports/saved/run.js'

const TITLES: Record<ReportNewsType, string> = {
  report_ready: 'A saved report',
  report_refused: 'A saved report could not be mailed',
}

const PROBLEMS: Record<RunProblem, string> = {
  forbidden: 'Its figures are those that you may read, and you may not read reports any more.',
  no_recipients: 'None of its recipients may use the help desk any more.',
  too_long: 'It has more rows than a table takes.',
  internal: 'Something went wrong, and trying again for an hour did not help.',
}

const EXPECTED: Record<RunProblem, string> = {
  forbidden: 'Ask an admin to delete it, or for the permission reports.view.',
  no_recipients: 'Name others, or delete it.',
  too_long: 'Choose a shorter span, or longer periods.',
  internal: 'It is tried again at its next time. Tell an admin if it happens again.',
}

/** Reports that are mailed by themselves. */
export const SAVED_REPORTS = {
  titles: TITLES,
  subject: (name: string, period: string) => `${name}: ${period}`,
  isAttached: 'The figures come with this mail as a picture and as a workbook.',
  sentBy: (owner: string) =>
    `${owner} has it sent to you, with the figures that ${owner} may read.`,
  problems: PROBLEMS,
  expected: EXPECTED,
}
