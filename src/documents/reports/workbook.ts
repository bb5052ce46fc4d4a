import writeExcelFile, { type CellObject } from 'write-excel-file/node'
import { assertNever } from '../../domain/assert.js'
import type { ColumnUnit, ReportTable } from '../../domain/reports/pictures/table.js'
import { escapeFormula } from '../../files/writers/table.js'

const HEAD = { fontWeight: 'bold', backgroundColor: '#e4e7eb', wrap: true } as const
const [NARROW, WIDE, LABEL] = [16, 28, 44]
/** A sheet's name has no more characters, and none of these. */
const SHEET_NAME = 31
const FORBIDDEN = /[[\]:*?/\\]/g

/** A table as a workbook: the figures, and on another sheet what they are. */
export async function writeWorkbook(table: ReportTable): Promise<Uint8Array> {
  const head = table.columns.map(({ title }) => ({ ...HEAD, value: title, type: String }))
  const rows = table.rows.map((row) =>
    row.map((cell, n) => makeCell(cell, table.columns[n]?.unit ?? 'text')),
  )
  const about = table.about.map(([name, value]) => [
    { ...HEAD, value: name, type: String },
    { value: String(escapeFormula(value)), type: String, wrap: true },
  ])
  const columns = table.columns.map(({ unit }) => ({ width: unit === 'text' ? WIDE : NARROW }))
  const sheets = [
    { sheet: nameSheet(table.title), data: [head, ...rows], columns, stickyRowsCount: 1 },
    {
      sheet: nameSheet(table.aboutTitle),
      data: about,
      columns: [{ width: LABEL }, { width: LABEL }],
    },
  ]
  return writeExcelFile(sheets).toBuffer()
}

function makeCell(cell: string | number | null, unit: ColumnUnit): CellObject | null {
  if (cell === null) return null
  if (unit === 'day') {
    return { value: new Date(`${cell}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' }
  }
  if (typeof cell === 'string') return { value: String(escapeFormula(cell)), type: String }
  return { value: cell, type: Number, format: chooseFormat(unit) }
}

function chooseFormat(unit: Exclude<ColumnUnit, 'day'>): string {
  switch (unit) {
    case 'seconds':
    case 'businessSeconds':
    case 'score':
      return '#,##0.00'
    case 'share':
      return '0.0%'
    case 'points':
      return '0.0'
    case 'tickets':
    case 'times':
    case 'surveys':
    case 'ratings':
    case 'approvals':
    case 'filings':
    case 'text':
      return '#,##0'
    default:
      return assertNever(unit)
  }
}

function nameSheet(title: string): string {
  return title.replace(FORBIDDEN, ' ').slice(0, SHEET_NAME)
}
