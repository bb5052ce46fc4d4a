import { type HeaderValue, type ParsedMail as Parsed, simpleParser } from 'mailparser'
import type { ParsedMail } from '../domain/mail-in/mail.js'
import { readFrom } from './read-from.js'

/** An own page of a book is less; more is for no reader. */
const MOST_TEXT = 500_000
const MOST_HTML = 5 * 1024 ** 2
const MOST_PARTS = 200
/** Of a line of its header, or of the name of a file: whoever reads it further does so beside everything else. */
const MOST_LINE = 20_000
/** A relay writes one for each program that it asks. */
const MOST_RESULTS = 3

const OPTIONS = { skipTextToHtml: true, keepCidLinks: true, maxHtmlLengthToParse: MOST_HTML }
const MESSAGE_ID = /<[^<>\s\p{Cc}]{1,250}>/gu
/** What mail programs put in the place of a picture. */
const PICTURES = /\[(?:cid|data|image):[^\]\n]{0,2000}\]/gi

/** Reads a mail. It may take long of one that was made for it: whoever calls bounds it. */
export async function parseMail(raw: Buffer): Promise<ParsedMail> {
  const mail = await simpleParser(raw, OPTIONS)
  const lines = mail.headerLines.map(({ key, line }) => ({
    key,
    value: readValue(line).slice(0, MOST_LINE),
  }))
  const readAll = (name: string) => lines.flatMap(({ key, value }) => (key === name ? [value] : []))
  const read = (name: string) => readAll(name)[0] ?? null
  const type = describeType(mail.headers.get('content-type'))
  return {
    head: {
      messageId: read('message-id')?.match(MESSAGE_ID)?.[0] ?? null,
      from: readFrom(mail, readAll('from')),
      subject: (mail.subject ?? '').slice(0, MOST_LINE),
      references: readReferences(read('in-reply-to'), read('references')),
      headers: Object.fromEntries(lines.map(({ key, value }) => [key, value])),
      ...type,
    },
    hops: lines.filter(({ key }) => key === 'received').length,
    authenticationResults: readAll('authentication-results').slice(0, MOST_RESULTS),
    text: (await readText(mail)).replace(PICTURES, '').slice(0, MOST_TEXT),
    parts: mail.attachments.slice(0, MOST_PARTS).map(readPart),
  }
}

function readValue(line: string): string {
  return line
    .slice(line.indexOf(':') + 1)
    .replace(/\r?\n\s*/g, ' ')
    .trim()
}

function describeType(value: HeaderValue | undefined) {
  const isStructured = typeof value === 'object' && 'params' in value && 'value' in value
  if (!isStructured) return { contentType: 'text/plain', reportType: null }
  const { params } = value
  return {
    contentType: String(value.value).toLowerCase(),
    reportType: params['report-type']?.toLowerCase() ?? null,
  }
}

/** What it answers first, then from the youngest of its thread to the oldest. */
function readReferences(inReplyTo: string | null, references: string | null): string[] {
  const answered = inReplyTo?.match(MESSAGE_ID) ?? []
  const thread = references?.match(MESSAGE_ID) ?? []
  return [...new Set([...answered, ...thread.reverse()])]
}

/** Its plain text; of HTML where it has nothing else, which is then a mail of its own. */
async function readText({ text = '', html }: Parsed): Promise<string> {
  if (text.trim() !== '' || typeof html !== 'string' || html.length > MOST_HTML) return text
  const page = `Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n`
  const encoded = Buffer.from(html).toString('base64').replace(/.{76}/g, '$&\r\n')
  const alone = await simpleParser(Buffer.from(`${page}${encoded}\r\n`), OPTIONS)
  return alone.text ?? ''
}

function readPart({ filename, contentType, content }: Parsed['attachments'][number]) {
  return {
    fileName: filename?.slice(-MOST_LINE).toWellFormed() ?? null,
    contentType: contentType.toLowerCase(),
    size: content.length,
    isText: isText(content),
    content: new Uint8Array(content),
  }
}

function isText(content: Buffer): boolean {
  if (content.includes(0)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content)
    return true
  } catch {
    return false // another encoding, or none
  }
}
