import type { OrganizationDb } from '../../database/pool.js'
import type { ReportItem, ReportKind } from '../../domain/reports/pictures/layouts.js'
import { readApprovalsReport } from './approvals.js'
import { readBacklogReport, readWorkloadReport } from './backlog.js'
import { readCsatReport } from './csat.js'
import { readDeflectionReport } from './deflection.js'
import type { ReportScope } from './read-figures.js'
import { readSlaReport } from './sla.js'
import { readTimesReport } from './times.js'
import { readReopensReport, readVolumeReport } from './volume.js'

type ReadReport = (
  db: OrganizationDb,
  scope: ReportScope,
) => Promise<{ items: readonly ReportItem[] }>

/** How each kind is read: a kind that is not read does not compile. */
export const READ_REPORT: Record<ReportKind, ReadReport> = {
  sla: readSlaReport,
  volume: readVolumeReport,
  reopens: readReopensReport,
  times: readTimesReport,
  backlog: readBacklogReport,
  workload: readWorkloadReport,
  csat: readCsatReport,
  approvals: readApprovalsReport,
  deflection: readDeflectionReport,
}
