import { stringify } from 'csv-stringify/sync'
import { escapeFormula, type Table } from './table.js'

/** With a byte order mark, by which spreadsheets know that it is UTF-8. */
const MARK = '\uFEFF'

export async function* writeCsv({ columns, rows }: Table): AsyncGenerator<string> {
  yield MARK + stringify([[...columns]])
  for await (const batch of rows) yield stringify(batch.map((row) => row.map(escapeFormula)))
}
