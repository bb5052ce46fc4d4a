import { REPORT_AREAS, type ReportArea } from '../domain/reports/fact.js'
import { SLA_FIGURES } from '../domain/reports/sla.js'
import { VOLUME_FIGURES } from '../domain/reports/volume.js'

/** What is summed up of each area, and in which table. */
const TABLES: Record<ReportArea, { table: string; figures: readonly string[] }> = {
  sla: { table: 'report_sla', figures: SLA_FIGURES },
  volume: { table: 'report_volume', figures: VOLUME_FIGURES },
}

export interface ReportTable {
  area: ReportArea
  table: string
  figures: readonly { name: string; column: string }[]
}

export const REPORT_TABLES: readonly ReportTable[] = REPORT_AREAS.map((area) => {
  const { table, figures } = TABLES[area]
  return { area, table, figures: figures.map((name) => ({ name, column: toColumn(name) })) }
})

export function findReportTable(area: ReportArea): ReportTable {
  const found = REPORT_TABLES.find((one) => one.area === area)
  if (found === undefined) throw new Error(`no table of ${area}`)
  return found
}

function toColumn(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
