import { refuse } from '../../domain/errors.js'
import { makeChart } from '../../domain/reports/pictures/chart.js'
import type { ShownReport } from '../../domain/reports/pictures/shown-report.js'
import { makePlainTable, makeTable } from '../../domain/reports/pictures/table.js'
import { writeCsv } from '../../files/writers/csv.js'
import type { Size } from './look.js'
import { make } from './studio.js'

export type FileFormat = 'csv' | 'xlsx' | 'svg' | 'png'

const MOST_ROWS = 50_000
const BATCH = 1_000

/** A report as a file. Throws `validation_failed` where a table would be too long, and `unavailable` where too many wait. */
export async function writeReport(
  report: ShownReport,
  format: FileFormat,
  size: Size = 'page',
): Promise<Uint8Array> {
  if (format === 'svg' || format === 'png') {
    return make({ format, size, chart: makeChart(report) })
  }
  if (report.items.length > MOST_ROWS) {
    const problem = 'has more rows than a table takes: ask for a shorter span or longer periods'
    refuse('validation_failed', 'Such a table is too long.', { format: [problem] })
  }
  if (format === 'xlsx') return make({ format, table: makeTable(report) })
  return writeText(report)
}

async function writeText(report: ShownReport): Promise<Uint8Array> {
  const { columns, rows } = makePlainTable(report)
  const parts: string[] = []
  for await (const part of writeCsv({ columns, rows: cut(rows) })) parts.push(part)
  return Buffer.from(parts.join(''))
}

async function* cut<T>(rows: readonly T[]): AsyncGenerator<T[]> {
  for (let n = 0; n < rows.length; n += BATCH) {
    yield rows.slice(n, n + BATCH)
    await new Promise(setImmediate)
  }
}
