import { open } from 'node:fs/promises'
import { fileTypeFromBuffer } from 'file-type'
import type { FileTypeName } from '../domain/attachment/file-types.js'
import { isPlainText } from './plain-text.js'
import { readAt } from './polyglot.js'

/** So much of the beginning tells all of our types. */
const HEAD_BYTES = 65_536

/** What the bytes are: one of our types, `archive` for one that is to be looked into, or nothing that we take. */
export type Detected = Exclude<FileTypeName, 'docx' | 'xlsx'> | 'archive' | 'unknown'

const BY_EXTENSION: Record<string, Detected> = {
  pdf: 'pdf',
  jpg: 'jpg',
  png: 'png',
  apng: 'png',
  gif: 'gif',
  mp4: 'mp4',
  m4v: 'mp4',
  mov: 'mov',
  mkv: 'mkv',
  avi: 'avi',
}

/** Whatever an archive's own names say it is: office documents with macros have types of their own. */
const ARCHIVE = Buffer.from('PK\x03\x04', 'latin1')

/** Documents that may consist of printable characters alone, and so pass for text. */
const WRITTEN_IN_TEXT = new Set(['pdf', 'rtf', 'ps', 'eps'])

/** By its content alone. What is of no type that we know, and is not text through and through, is `unknown`. */
export async function detectType(path: string): Promise<Detected> {
  const head = await readHead(path)
  if (head.subarray(0, 4).equals(ARCHIVE)) return 'archive'
  const found = (await fileTypeFromBuffer(head))?.ext
  const known = found === undefined ? undefined : BY_EXTENSION[found]
  if (known !== undefined) return known
  const mayBeText = found === undefined || !WRITTEN_IN_TEXT.has(found)
  return mayBeText && (await isPlainText(path)) ? 'txt' : 'unknown'
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path)
  return readAt(file, 0, HEAD_BYTES).finally(() => file.close())
}
