import { buffer } from 'node:stream/consumers'
import readXlsx from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { writeCsv } from '../../src/files/writers/csv.js'
import { type Cell, escapeFormula, type Table } from '../../src/files/writers/table.js'
import { writeXlsx } from '../../src/files/writers/xlsx.js'

const columns = ['number', 'text', 'nothing']

function table(...batches: Cell[][][]): Table {
  async function* rows() {
    yield* batches
  }
  return { columns, rows: rows() }
}

async function read(parts: AsyncIterable<string | Uint8Array>): Promise<Buffer> {
  return buffer(
    (async function* () {
      for await (const part of parts) yield Buffer.from(part)
    })(),
  )
}

const readBack = async (parts: AsyncIterable<Uint8Array>) =>
  readXlsx(await read(parts), { trim: false })

describe('a formula', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠1'])(
    '%j is shown, not carried out',
    (text) => {
      expect(escapeFormula(text)).toBe(`'${text}`)
    },
  )
  it.each(['1+1', 'a=b', '', ' =1', "'=1", 5, -5, null])('%j is none', (cell) => {
    expect(escapeFormula(cell)).toBe(cell)
  })
})

describe('CSV', () => {
  it('begins with a mark, quotes what needs it, and escapes formulas', async () => {
    const text = String(
      await read(writeCsv(table([[1, 'a "b", c', null]], [[-2, '=HYPERLINK("x")', 'two\nlines']]))),
    )
    expect(text).toBe(
      `\uFEFFnumber,text,nothing\n1,"a ""b"", c",\n-2,"'=HYPERLINK(""x"")","two\nlines"\n`,
    )
  })
})

describe('XLSX', () => {
  it('is read back as it was, formulas as texts', async () => {
    const rows: Cell[][] = [
      [1, ' <b>&"x" 😀\n', null],
      [2, '=1+1', 'z'],
      [3, 'a\u0000b', null],
    ]
    expect(await readBack(writeXlsx(table(rows)))).toEqual([
      {
        sheet: 'Sheet1',
        data: [
          columns,
          [1, ' <b>&"x" 😀\n', null],
          [2, "'=1+1", 'z'],
          [3, 'a\uFFFDb', null], // XML can't say it
        ],
      },
    ])
  })
  it.each([
    [0, [1]],
    [2, [3]],
    [3, [3, 2]],
    [5, [3, 3, 2]],
  ])('%d rows go onto sheets of three, each with its head', async (count, lengths) => {
    const batches = Array.from({ length: count }, (_, i) => [[i, 'x', null]])
    const sheets = await readBack(writeXlsx(table(...batches), { rowsASheet: 3 }))
    expect(sheets.map(({ data }) => data.length)).toEqual(lengths)
    const numbers = sheets.flatMap(({ data }) => data.slice(1).map(([number]) => number))
    expect(numbers).toEqual(batches.map((_, i) => i))
  })
  it('has no cell longer than spreadsheets take, and names as many columns as there are', async () => {
    const wide = Array.from({ length: 30 }, (_, i) => `c${i}`)
    const rows = async function* () {
      yield [wide.map(() => 'x'.repeat(40_000))]
    }
    const [sheet] = await readBack(writeXlsx({ columns: wide, rows: rows() }))
    expect(sheet?.data[0]).toEqual(wide)
    expect(String(sheet?.data[1]?.[29]).length).toBe(32_767)
  })
})
