import { document, office, relationships } from './office.js'

export function withLinks(...links: string[]): Buffer {
  return office('docx', [
    { name: 'word/_rels/document.xml.rels', content: relationships(...links) },
  ])
}

export function withText(paragraph: string): Buffer {
  return office('docx', [{ name: 'word/document.xml', content: document(paragraph) }])
}

export function withSheet(cells: string): Buffer {
  return office('xlsx', [
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `<worksheet><sheetData><row>${cells}</row></sheetData></worksheet>`,
    },
  ])
}
