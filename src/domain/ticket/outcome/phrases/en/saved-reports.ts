import type { ReportNewsType } from '../../../../reports/saved/news.js'
import type { RunProblem } from '../../../../reports/saved/run.js'

const TITLES: Record<ReportNewsType, string> = {
  report_ready: 'A saved report',
  report_refused: 'A saved report could not be mailed',
}

/** Why nothing was mailed, of a report that somebody has saved. */
const PROBLEMS: Record<RunProblem, (owner: string) => string> = {
  forbidden: (owner) =>
    `Its figures are those that ${owner} may read, who may not read reports any more.`,
  no_recipients: () => 'It has no recipients who may use the help desk.',
  too_long: () => 'It has more rows than a table takes.',
  internal: () => 'Something went wrong, and trying again for an hour did not help.',
}

const EXPECTED: Record<RunProblem, string> = {
  forbidden:
    'An admin may give them the permission reports.view, or delete it; others save one of their own.',
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
