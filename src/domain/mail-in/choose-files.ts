import { MAX_FILES } from '../attachment/attachment.js'
import { cleanFileName } from '../attachment/file-name.js'
import { FILE_TYPES, findFileType } from '../attachment/file-types.js'
import { cut } from '../text.js'
import type { MailPart } from './mail.js'

export interface ChosenFile {
  /** Of the part, in the mail. */
  index: number
  fileName: string
  contentType: string
}

export interface ChosenFiles {
  taken: ChosenFile[]
  /** Names of those that are of no kind that is taken, empty, or too many. */
  left: string[]
}

const MOST_NAME = 200
const TYPES = Object.values(FILE_TYPES)

/** Which parts of a mail become files of a ticket, and as what: their bytes are judged later, as of any upload. */
export function chooseFiles(parts: readonly MailPart[], most = MAX_FILES): ChosenFiles {
  const chosen: ChosenFiles = { taken: [], left: [] }
  for (const [index, part] of parts.entries()) {
    const fileName = namePart(part, index)
    const typed = part.size === 0 ? undefined : typePart(fileName, part)
    if (typed === undefined || chosen.taken.length >= most) chosen.left.push(fileName)
    else chosen.taken.push({ index, ...typed })
  }
  return chosen
}

function namePart({ fileName, contentType }: MailPart, index: number): string {
  const cleaned = cleanFileName(fileName ?? '')
  if (cleaned !== '') return shorten(cleaned)
  const type = TYPES.find(({ contentTypes }) => contentTypes.some((one) => one === contentType))
  const extension = type?.extensions[0] ?? (contentType === 'text/calendar' ? 'ics' : 'bin')
  return `part-${index + 1}.${extension}`
}

/** The end has the extension. */
function shorten(name: string): string {
  return name.length <= MOST_NAME ? name : `${cut(name, MOST_NAME - 30)}${name.slice(-20)}`
}

/** By its name where a mail program says nothing of use of its kind; text of any kind, such as invitations, as text. */
function typePart(fileName: string, { contentType, isText }: MailPart) {
  if (findFileType(fileName, contentType) !== undefined) return { fileName, contentType }
  const named = TYPES.find(({ contentTypes: [own] }) => findFileType(fileName, own) !== undefined)
  if (named !== undefined) return { fileName, contentType: named.contentTypes[0] }
  const isWritten = contentType.startsWith('text/') || contentType === 'message/rfc822'
  return isWritten && isText
    ? { fileName: `${fileName}.txt`, contentType: 'text/plain' }
    : undefined
}
