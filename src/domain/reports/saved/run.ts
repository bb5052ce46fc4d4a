import { listReportedDepartments, mayReadReports } from '../../access/reports.js'
import { chooseLanguage, type Language } from '../../language.js'
import type { Person } from '../../people.js'

export const RUN_STATUSES = ['sent', 'refused', 'failed'] as const
/** Why nothing was mailed. */
export const RUN_PROBLEMS = ['forbidden', 'no_recipients', 'too_long', 'internal'] as const
export type RunProblem = (typeof RUN_PROBLEMS)[number]

/** What has come of a run. */
export type RunOutcome =
  | { status: 'sent'; problem: null }
  | { status: 'refused'; problem: 'forbidden' | 'no_recipients' }
  | { status: 'failed'; problem: 'too_long' | 'internal' }

/** Somebody who gets it, and may be written to. */
export interface Recipient {
  id: string
  /** A tag such as `de-AT`. */
  language: string
}

type Judged =
  | Extract<RunOutcome, { status: 'refused' }>
  | {
      status: 'allowed'
      /** Null for all. */
      departmentIds: string[] | null
      /** In which it is made. */
      languages: Language[]
    }

/** Whether a run may be mailed: its figures are those that its owner may read now, whoever gets them. */
export function judgeRun(owner: Person | null, recipients: readonly Recipient[]): Judged {
  if (owner === null || !mayReadReports(owner)) return { status: 'refused', problem: 'forbidden' }
  if (recipients.length === 0) return { status: 'refused', problem: 'no_recipients' }
  const languages = new Set(recipients.map(({ language }) => chooseLanguage(language)))
  return {
    status: 'allowed',
    departmentIds: listReportedDepartments(owner),
    languages: [...languages].sort(),
  }
}

/** The owner, or an admin, hears once that it can't be mailed any more, not each day. */
export function isNews(outcome: RunOutcome, previous: Pick<RunOutcome, 'problem'> | undefined) {
  return outcome.status === 'sent' || previous?.problem !== outcome.problem
}
