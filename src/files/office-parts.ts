import type { ContentProblem } from '../domain/attachment/problems.js'

/** A part of an office document as text. It may be in UTF-16, in which no pattern of bytes would find anything. */
export function decodePart(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex')
  if (mark === 'feff') return new TextDecoder('utf-16be').decode(bytes)
  return mark === 'fffe' ? bytes.toString('utf16le') : bytes.toString('utf8')
}

/** What no office document needs, and what would let other text stand for what is looked for. */
export function isUnreadable(part: string): boolean {
  return (
    /<!(?:DOCTYPE|ENTITY)/i.test(part) ||
    /\bencoding\s*=\s*["'](?!utf-?(?:8|16)|us-ascii)/i.test(part.slice(0, 200))
  )
}

const OFFICE = 'application/vnd.openxmlformats-officedocument'
const MAIN = {
  docx: `${OFFICE}.wordprocessingml.document.main+xml`,
  xlsx: `${OFFICE}.spreadsheetml.sheet.main+xml`,
} as const

export type OfficeType = keyof typeof MAIN

/** By its table of contents; undefined for any other kind of archive. */
export function findOfficeType(contentTypes: string): OfficeType | undefined {
  if (contentTypes.includes(MAIN.docx)) return 'docx'
  return contentTypes.includes(MAIN.xlsx) ? 'xlsx' : undefined
}

export function namesMacros(contentTypes: string): boolean {
  return /macroenabled|vbaproject|activex|\.macrosheet/i.test(contentTypes)
}

const RELATIONSHIP = /<(?:[\w.-]+:)?Relationship\b((?:[^>"']|"[^"]*"|'[^']*')*)>/g
const ATTRIBUTE = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** Links that a person clicks are harmless; what a program fetches by itself is not. */
export function judgeRelationships(part: string): ContentProblem | undefined {
  for (const [, attributes = ''] of part.matchAll(RELATIONSHIP)) {
    const { TargetMode: mode, Type: type = '', Target: target = '' } = readAttributes(attributes)
    if (mode?.toLowerCase() !== 'external') continue
    const kind = type.slice(type.lastIndexOf('/') + 1)
    if (kind === 'hyperlink') continue
    const isFarAway = /^(?:[a-z][a-z0-9+.-]+:|[\\/]{2})/i.test(target.trim())
    if (kind === 'externalLinkPath' && !isFarAway) continue // a workbook beside this one
    if (kind === 'image' && /^https?:/i.test(target.trim())) continue
    return 'external_content'
  }
  return undefined
}

function readAttributes(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(ATTRIBUTE)].map(([, name = '', double, single]) => [
      name,
      decodeReferences(double ?? single ?? ''),
    ]),
  )
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decodeReferences(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED[String(name)] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

const INSTRUCTION = /<(?:[\w.-]+:)?instrText\b[^>]*>([^<]*)</g
const SIMPLE_FIELD = /\b[\w.-]+:instr\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** A field that starts a program; its words may be spread over many runs. */
export function startsPrograms(part: string): boolean {
  const spread = [...part.matchAll(INSTRUCTION)].map(([, words = '']) => words).join('')
  const simple = [...part.matchAll(SIMPLE_FIELD)].map(([, a, b]) => a ?? b ?? '').join(' ')
  return /DDE(?:AUTO)?\b/i.test(decodeReferences(`${spread} ${simple}`))
}

/** A link of a workbook to a running program or to an embedded object. */
export function linksPrograms(part: string): boolean {
  return /<(?:[\w.-]+:)?(?:ddeLink|oleLink)\b/.test(part)
}
