import type { ApprovalsReport } from '../../contracts/reports.js'
import type { OrganizationDb } from '../../database/pool.js'
import type { ApprovalFigures } from '../../domain/reports/approvals.js'
import { divide, divideWhole } from '../../domain/reports/rates.js'
import { type ReportScope, readFigures } from './read-figures.js'

/** What approvers were asked, and what they have made of it. */
export async function readApprovalsReport(
  db: OrganizationDb,
  scope: ReportScope,
): Promise<ApprovalsReport> {
  const rows = await readFigures<keyof ApprovalFigures>(db, 'approvals', scope)
  return {
    items: rows.map(({ place, figures }) => {
      const { requested, approved, rejected, cancelled, decisionSeconds } = figures
      const decided = approved + rejected
      return {
        ...place,
        ...{ requested, approved, rejected, cancelled },
        approvalRate: divide(approved, decided),
        meanDecisionSeconds: divideWhole(decisionSeconds, decided),
      }
    }),
  }
}
