/** What must become of a mail. */
export interface Fate {
  status: 'filed' | 'queued' | 'cut' | 'failed'
  why?: string
  /** Of the ticket, or of the message. */
  has?: string | RegExp
  hasNot?: string | RegExp
  title?: string
  /** Names of its files. */
  files?: string[]
}

export interface Awkward {
  name: string
  /** As it is sent; `{…}` are filled in: `from` is a new requester each. */
  raw: string | Buffer
  fate: Fate
  /** The envelope's, where it is not that of the header; empty: of nobody. */
  sender?: string
  /** It is an answer to a ticket of its sender's. */
  isAnswer?: true
}

export const lines = (...all: string[]) => all.join('\r\n')
export const base64 = (bytes: Buffer | string) =>
  Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n')
export const HEADS = lines(
  'From: Ann <{from}>',
  'To: {to}',
  'Date: Mon, 23 Nov 2026 10:00:00 +0000',
  'MIME-Version: 1.0',
)
let n = 0
export const write = (headers: string[], body: string, id: string | null = `<m${++n}@{host}>`) =>
  lines(HEADS, ...(id === null ? [] : [`Message-ID: ${id}`]), ...headers, '', body)
export const plain = (subject: string, body: string, ...more: string[]) =>
  write([`Subject: ${subject}`, 'Content-Type: text/plain; charset=utf-8', ...more], body)
export const coded = (charset: string, bytes: Buffer) =>
  write(
    [
      'Subject: Charset',
      `Content-Type: text/plain; charset=${charset}`,
      'Content-Transfer-Encoding: base64',
    ],
    base64(bytes),
  )
export const mixed = (subject: string, ...parts: string[]) =>
  write(
    [`Subject: ${subject}`, 'Content-Type: multipart/mixed; boundary="b"'],
    lines('preamble', ...parts.map((part) => `--b\r\n${part}`), '--b--', ''),
  )
export const text = (body: string) => lines('Content-Type: text/plain; charset=utf-8', '', body)
export const html = (subject: string, body: string) =>
  write([`Subject: ${subject}`, 'Content-Type: text/html; charset=utf-8'], body)
export const part = (
  type: string,
  name: string,
  bytes: Buffer | string,
  disposition = 'attachment',
) =>
  lines(
    `Content-Type: ${type}; name="${name}"`,
    `Content-Disposition: ${disposition}; filename="${name}"`,
    'Content-ID: <pic@x>',
    'Content-Transfer-Encoding: base64',
    '',
    base64(bytes),
  )
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
export const nest = (depth: number): string =>
  depth === 0
    ? text('deep')
    : lines(
        `Content-Type: multipart/mixed; boundary="n${depth}"`,
        '',
        `--n${depth}`,
        nest(depth - 1),
        `--n${depth}--`,
        '',
      )
export const wrap = (depth: number): string =>
  depth === 0
    ? lines('Subject: inner', '', 'inner')
    : lines('Content-Type: message/rfc822', '', wrap(depth - 1))
export const calendar = lines(
  'BEGIN:VCALENDAR',
  'METHOD:REQUEST',
  'BEGIN:VEVENT',
  'SUMMARY:Meeting',
  'END:VEVENT',
  'END:VCALENDAR',
)
export const filed = (has?: Fate['has'], more: Partial<Fate> = {}): Fate => ({
  status: 'filed',
  ...(has === undefined ? {} : { has }),
  ...more,
})
export const cut = (why: string): Fate => ({ status: 'cut', why })
