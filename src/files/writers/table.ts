export type Cell = string | number | null

/** Rows as they come, some at a time: a table of any length goes through a memory that does not grow. */
export interface Table {
  columns: readonly string[]
  rows: AsyncIterable<readonly (readonly Cell[])[]>
}

/** What spreadsheets take for the beginning of a formula, also written full-width. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/

/** A text that a spreadsheet shows, and never carries out: where it would, an apostrophe goes before it. */
export function escapeFormula(cell: Cell): Cell {
  return typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : cell
}
