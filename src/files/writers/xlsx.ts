import { type Cell, escapeFormula, type Table } from './table.js'
import { writeZip, type ZipEntry } from './zip.js'

/** A sheet has no more rows; what goes beyond is on the next. */
const ROWS_A_SHEET = 1_048_576
/** Nor has a cell more characters. */
const CHARACTERS_A_CELL = 32_767
const CHUNK = 65_536

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export interface XlsxOptions {
  rowsASheet?: number
}

/** A workbook of plain cells: no formulas, no styles, so that it can be written as its rows come. */
export function writeXlsx(
  table: Table,
  { rowsASheet = ROWS_A_SHEET }: XlsxOptions = {},
): AsyncGenerator<Uint8Array> {
  return writeZip(listParts(table, rowsASheet))
}

async function* listParts({ columns, rows }: Table, rowsASheet: number): AsyncGenerator<ZipEntry> {
  const source = eachRow(rows)
  let next = await source.next()
  let sheets = 0
  do {
    sheets += 1
    yield { name: `xl/worksheets/sheet${sheets}.xml`, content: writeSheet() }
  } while (next.done !== true)
  for (const [name, content] of describeWorkbook(sheets)) yield { name, content: once(content) }

  async function* writeSheet(): AsyncGenerator<string> {
    let text = `${XML}<worksheet xmlns="${MAIN}"><sheetData>${writeRow(columns, 1)}`
    for (let n = 2; n <= rowsASheet && next.done !== true; n += 1) {
      text += writeRow(next.value, n)
      if (text.length > CHUNK) {
        yield text
        text = ''
      }
      next = await source.next()
    }
    yield `${text}</sheetData></worksheet>`
  }
}

async function* eachRow(rows: Table['rows']): AsyncGenerator<readonly Cell[]> {
  for await (const batch of rows) yield* batch
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}

function writeRow(cells: readonly Cell[], n: number): string {
  return `<row r="${n}">${cells.map((cell, i) => writeCell(cell, `${nameColumn(i)}${n}`)).join('')}</row>`
}

/** A to Z, then AA and so on. */
function nameColumn(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : nameColumn(Math.floor(index / 26) - 1) + letter
}

function writeCell(cell: Cell, at: string): string {
  const value = escapeFormula(cell)
  if (value === null) return ''
  if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(value)}</t></is></c>`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 has no way to say
const UNSAYABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu

function escapeXml(text: string): string {
  return text
    .slice(0, CHARACTERS_A_CELL)
    .replace(UNSAYABLE, '\uFFFD')
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? '')
}

function describeWorkbook(sheets: number): [string, string][] {
  const numbers = Array.from({ length: sheets }, (_, i) => i + 1)
  const each = (write: (n: number) => string) => numbers.map(write).join('')
  return [
    [
      'xl/workbook.xml',
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each((n) => `<sheet name="Sheet${n}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each((n) => `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}</Relationships>`,
    ],
    [
      '_rels/.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SPREADSHEET}.sheet.main+xml"/>${each((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${SPREADSHEET}.worksheet+xml"/>`)}</Types>`,
    ],
  ]
}
