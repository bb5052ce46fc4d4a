import type { ReportRunView } from '../../contracts/saved-reports.js'
import { type Order, type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import { refuseMissing } from '../../domain/errors.js'

type RunRow = Omit<ReportRunView, 'at'> & { at: Date }

const NEWEST: Order<RunRow> = {
  name: 'at',
  direction: 'DESC',
  keys: [
    { column: 'r.at', kind: 'instant', read: ({ at }) => at },
    { column: 'r.id', kind: 'uuid', read: ({ id }) => id },
  ],
}

const KNOWN = 'SELECT 1 FROM saved_report WHERE organization_id = $1 AND id = $2'

/** What has come of a saved report, the newest first. Throws `not_found`. */
export async function listReportRuns(
  db: OrganizationDb,
  savedReportId: string,
  page: PageArguments,
): Promise<Page<ReportRunView>> {
  if ((await db.query(KNOWN, [savedReportId])).length === 0) refuseMissing('saved report')
  return paginate(
    db,
    {
      order: NEWEST,
      select: `r.id, r.at, r.status, r.problem, r.span->>'from' AS "from", r.span->>'to' AS "to", r.recipients`,
      from: 'FROM report_run r WHERE r.organization_id = $1 AND r.saved_report_id = $2',
      values: [savedReportId],
      view: (row: RunRow) => ({ ...row, at: iso(row.at) }),
    },
    page,
  )
}
