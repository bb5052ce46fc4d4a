import { createReadStream } from 'node:fs'

/** What text has of control characters: tab, line feed, form feed, carriage return, and the escape of coloured logs. */
const ALLOWED = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b])
const FIRST_PRINTABLE = 0x20
const DELETE = 0x7f

/**
 * Whether all of it is text: nothing is text because of its beginning alone. Text is UTF-8, UTF-16 with its mark, or one
 * of the older single-byte encodings, which no byte gives away but control characters.
 */
export async function isPlainText(path: string): Promise<boolean> {
  const encoding = await readMark(path)
  for await (const chunk of createReadStream(path, encoding === undefined ? {} : { encoding })) {
    const units: Uint16Array | Buffer = typeof chunk === 'string' ? toUnits(chunk) : chunk
    for (const unit of units) {
      if ((unit < FIRST_PRINTABLE && !ALLOWED.has(unit)) || unit === DELETE) return false
    }
  }
  return true
}

async function readMark(path: string): Promise<'utf16le' | undefined> {
  for await (const chunk of createReadStream(path, { end: 1 })) {
    const mark: Buffer = chunk
    return mark.length === 2 && mark.readUInt16LE() === 0xfeff ? 'utf16le' : undefined
  }
  return undefined
}

function toUnits(text: string): Uint16Array {
  return Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
}
