import { countErasures } from '../../database/names.js'
import type { Database } from '../../database/pool.js'
import type { Person } from '../../domain/people.js'
import type { ReportKind } from '../../domain/reports/pictures/layouts.js'
import type { Group, Span } from '../../domain/reports/pictures/periods.js'
import { REPORT_NEWS, type ReportNewsType } from '../../domain/reports/saved/news.js'
import { isNews, type Recipient, type RunOutcome } from '../../domain/reports/saved/run.js'
import { listHolders } from '../../read/users/list-holders.js'
import { bySystem, type Change, changeAudited } from '../resources/change-facts.js'

/** One of the times of a saved report. */
export interface ReportRunRef {
  organizationId: string
  savedReportId: string
  runId: string
  at: string
}

/** What it was mailed as, in one language. */
export interface ReportFile {
  language: string
  picture: Uint8Array
  workbook: Uint8Array
}

/** Whoever saved it; null where they may not sign in. */
interface Told {
  ownerId: string
  owner: Person | null
}

export interface MadeRun {
  report: Told & { name: string; report: ReportKind; erasures: number }
  span: Span & { groupBy: Group | null }
  outcome: RunOutcome
  recipients: readonly Recipient[]
  files: readonly ReportFile[]
}

const INSERT = `INSERT INTO report_run (organization_id, id, saved_report_id, at, status, problem, name, report, span, recipients)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10) ON CONFLICT DO NOTHING RETURNING id`

const PREVIOUS = `SELECT problem FROM report_run WHERE organization_id = $1 AND saved_report_id = $2 AND id <> $3
  ORDER BY at DESC, id DESC LIMIT 1`

const FILE = `INSERT INTO report_file (organization_id, run_id, language, picture, workbook) VALUES ($1, $2, $3, $4, $5)`

const TELL = `SELECT tell_people($1, $2, $3::jsonb, $4::uuid[], 'report', jsonb_build_object('reportRunId', $5::uuid))`

/** Its files may name somebody who was erased since they were begun: they are to be made anew. */
class OutdatedFilesError extends Error {
  override name = 'OutdatedFilesError'
}

/**
 * Writes down a run with its files and its mails, in one transaction. Repeating it under the same id adds nothing. Whoever is erased from
 * now on is taken out of the files once they are written. Throws `OutdatedFilesError`.
 */
export function writeReportRun(db: Database, ref: ReportRunRef, run: MadeRun): Promise<void> {
  return changeAudited(db, bySystem(ref.organizationId), async (change) => {
    const { report, span, outcome, recipients, files } = run
    if (files.length > 0) await requirePresent(change, report)
    const mailed = outcome.status === 'sent' ? recipients : []
    const inserted = await change.query(INSERT, [
      ...[ref.runId, ref.savedReportId, ref.at, outcome.status, outcome.problem],
      ...[report.name, report.report, JSON.stringify(span), mailed.length],
    ])
    if (inserted.length === 0) return
    for (const { language, picture, workbook } of files) {
      await change.query(FILE, [ref.runId, language, Buffer.from(picture), Buffer.from(workbook)])
    }
    await tell(change, ref, run)
    await change.audit({
      ...{ action: 'saved_report.run', entity: 'saved_report', entityId: ref.savedReportId },
      after: { ...outcome, runId: ref.runId, recipients: mailed.length },
    })
  })
}

/** What takes a person out holds the facts alone: until the commit it waits, or it is seen. */
async function requirePresent({ query }: Change, { erasures }: MadeRun['report']): Promise<void> {
  await query('SELECT pg_advisory_xact_lock_shared(facts_lock_key($1))')
  const [row] = await query<{ erasures: number }>(`SELECT ${countErasures('$1')} AS erasures`)
  if (row?.erasures !== erasures) throw new OutdatedFilesError()
}

async function tell(
  change: Change,
  { savedReportId, runId }: ReportRunRef,
  { report, outcome, recipients }: MadeRun,
): Promise<void> {
  const [previous] = await change.query<Pick<RunOutcome, 'problem'>>(PREVIOUS, [
    savedReportId,
    runId,
  ])
  if (!isNews(outcome, previous)) return
  const isSent = outcome.status === 'sent'
  const type: ReportNewsType = isSent ? 'report_ready' : 'report_refused'
  const users = isSent ? recipients.map(({ id }) => id) : await listKeepers(change, report)
  await change.query(TELL, [type, JSON.stringify(REPORT_NEWS.kinds[type].by), users, runId])
}

/** Whom it falls to that nothing is mailed any more: admins, where whoever saved it has gone. */
async function listKeepers(change: Change, { owner, ownerId }: Told): Promise<readonly string[]> {
  return owner === null ? listHolders(change, ['admin']) : [ownerId]
}
