import { writeReport } from '../../src/documents/reports/write-report.js'
import { DomainError } from '../../src/domain/errors.js'
import type { Language } from '../../src/domain/language.js'
import type { ReportItem } from '../../src/domain/reports/pictures/layouts.js'
import { choosePeriod, type Span } from '../../src/domain/reports/pictures/periods.js'
import { chooseSpan } from '../../src/domain/reports/saved/parameters.js'
import { judgeRun, type RunOutcome } from '../../src/domain/reports/saved/run.js'
import { READ_REPORT } from '../../src/read/reports/read-report.js'
import { type DueReport, findDueReport } from '../../src/read/saved-reports/find-due.js'
import {
  type ReportFile,
  type ReportRunRef,
  writeReportRun,
} from '../../src/write/saved-reports/write-run.js'
import type { ActivityDeps } from '../deps.js'
import { isTransient } from '../failures.js'

type Deps = Pick<ActivityDeps, 'db' | 'notifyCommitted'>

/** What the run answers where the report is mailed no more. */
const UNWANTED = 'unwanted'

/**
 * Reads, draws and mails a saved report once: what was written under the run's id is not written again, so that a repeated
 * try costs time alone.
 */
export function sendReportActivity({ db, notifyCommitted }: Deps) {
  return async (ref: ReportRunRef): Promise<RunOutcome['status'] | typeof UNWANTED> => {
    const due = await findDueReport(db.of(ref.organizationId), ref.savedReportId)
    if (due === undefined) return UNWANTED
    const { outcome, files } = await carryOut({ db }, ref, due)
    await write({ db, notifyCommitted }, ref, due, { outcome, files })
    return outcome.status
  }
}

/** Writes down that nothing came of the run; harmless where something did. */
export function giveUpReportActivity({ db, notifyCommitted }: Deps) {
  return async (ref: ReportRunRef): Promise<void> => {
    const due = await findDueReport(db.of(ref.organizationId), ref.savedReportId)
    const outcome = { status: 'failed', problem: 'internal' } as const
    if (due !== undefined) await write({ db, notifyCommitted }, ref, due, { outcome, files: [] })
  }
}

interface Made {
  outcome: RunOutcome
  files: readonly ReportFile[]
}

async function carryOut({ db }: Pick<Deps, 'db'>, ref: ReportRunRef, due: DueReport) {
  const judged = judgeRun(due.owner, due.recipients)
  if (judged.status === 'refused') return { outcome: judged, files: [] } satisfies Made
  const { groupBy, ...asked } = due.parameters
  const span = chooseSpan(asked, ref.at)
  const scope = { ...span, groupBy, now: ref.at, departmentIds: judged.departmentIds }
  const own = db.of(ref.organizationId)
  const read = async (by: Span['by']) =>
    (await READ_REPORT[due.report](own, { ...scope, by })).items
  const drawnBy = choosePeriod(span)
  const files: ReportFile[] = []
  try {
    const items = await read(span.by)
    const drawn = { items: drawnBy === span.by ? items : await read(drawnBy), by: drawnBy }
    for (const language of judged.languages) {
      files.push(await makeFiles(due, { span, items, drawn, language }))
    }
  } catch (error) {
    if (!(error instanceof DomainError) || isTransient(error)) throw error
    return { outcome: { status: 'failed', problem: 'too_long' }, files: [] } satisfies Made
  }
  return { outcome: { status: 'sent', problem: null }, files } satisfies Made
}

interface Figures {
  span: Span
  items: readonly ReportItem[]
  /** Of a chart that would have too many periods: longer ones. */
  drawn: { items: readonly ReportItem[]; by: Span['by'] }
  language: Language
}

async function makeFiles(
  { report: kind, parameters: { groupBy }, organization }: DueReport,
  { span, items, drawn, language }: Figures,
): Promise<ReportFile> {
  const about = { kind, groupBy, organization, language }
  const chart = { ...about, items: drawn.items, span: { ...span, by: drawn.by } }
  return {
    language,
    workbook: await writeReport({ ...about, items, span }, 'xlsx'),
    picture: await writeReport(chart, 'png', 'mail'),
  }
}

async function write(
  { db, notifyCommitted }: Deps,
  ref: ReportRunRef,
  due: DueReport,
  made: Made,
): Promise<void> {
  const { groupBy = null, ...asked } = due.parameters
  const span = { ...chooseSpan(asked, ref.at), groupBy }
  await writeReportRun(db, ref, { report: due, span, recipients: due.recipients, ...made })
  notifyCommitted()
}
