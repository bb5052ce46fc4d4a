import { APPROVAL_FIGURES } from '../domain/reports/approvals.js'
import { CSAT_FIGURES } from '../domain/reports/csat.js'
import { REPORT_AREAS, type ReportArea } from '../domain/reports/fact.js'
import { SLA_FIGURES } from '../domain/reports/sla.js'
import { TIMES_BUCKETS, TIMES_FIGURES } from '../domain/reports/times.js'
import { VOLUME_FIGURES } from '../domain/reports/volume.js'

interface Summed {
  table: string
  figures: readonly string[]
  buckets?: readonly string[]
}

/** What is summed up of each area, and in which table. */
const TABLES: Record<ReportArea, Summed> = {
  sla: { table: 'report_sla', figures: SLA_FIGURES },
  times: { table: 'report_times', figures: TIMES_FIGURES, buckets: TIMES_BUCKETS },
  volume: { table: 'report_volume', figures: VOLUME_FIGURES },
  approvals: { table: 'report_approvals', figures: APPROVAL_FIGURES },
  csat: { table: 'report_csat', figures: CSAT_FIGURES },
}

interface Column {
  name: string
  column: string
}

export interface ReportTable {
  area: ReportArea
  table: string
  figures: readonly Column[]
  /** Lists of the buckets that values lie in. */
  buckets: readonly Column[]
}

export const REPORT_TABLES: readonly ReportTable[] = REPORT_AREAS.map((area) => {
  const { table, figures, buckets = [] } = TABLES[area]
  return { area, table, figures: figures.map(toColumn), buckets: buckets.map(toColumn) }
})

export function findReportTable(area: ReportArea): ReportTable {
  const found = REPORT_TABLES.find((one) => one.area === area)
  if (found === undefined) throw new Error(`no table of ${area}`)
  return found
}

function toColumn(name: string): Column {
  return { name, column: name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) }
}
