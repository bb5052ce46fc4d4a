import { type ZipEntry, zip } from './zip.js'

const OFFICE = 'application/vnd.openxmlformats-officedocument'
const MAIN = {
  docx: { part: '/word/document.xml', type: `${OFFICE}.wordprocessingml.document.main+xml` },
  xlsx: { part: '/xl/workbook.xml', type: `${OFFICE}.spreadsheetml.sheet.main+xml` },
}
const NAMESPACE = 'http://schemas.openxmlformats.org'

/** An office document as a program writes it, with these parts more, or others instead. */
export function office(type: keyof typeof MAIN, parts: readonly ZipEntry[] = []): Buffer {
  const { part, type: main } = MAIN[type]
  const body =
    type === 'docx' ? document('<w:r><w:t>Hello</w:t></w:r>') : '<workbook><sheets/></workbook>'
  const usual: ZipEntry[] = [
    {
      name: '[Content_Types].xml',
      content: contentTypes(`<Override PartName="${part}" ContentType="${main}"/>`),
    },
    { name: '_rels/.rels', content: relationships(link('officeDocument', part.slice(1))) },
    { name: part.slice(1), content: body },
  ]
  const others = parts.map(({ name }) => name)
  return zip([...usual.filter(({ name }) => !others.includes(name)), ...parts])
}

export function contentTypes(overrides: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="${NAMESPACE}/package/2006/content-types">${overrides}</Types>`
}

export function document(paragraph: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="${NAMESPACE}/wordprocessingml/2006/main"><w:body><w:p>${paragraph}</w:p></w:body></w:document>`
}

export function relationships(...links: string[]): string {
  return `<?xml version="1.0"?><Relationships xmlns="${NAMESPACE}/package/2006/relationships">${links.join('')}</Relationships>`
}

export function link(kind: string, target: string, mode = ''): string {
  const external = mode === '' ? '' : ` TargetMode="${mode}"`
  return `<Relationship Id="r1" Type="${NAMESPACE}/officeDocument/2006/relationships/${kind}" Target="${target}"${external}/>`
}
