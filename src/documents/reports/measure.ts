import PDFDocument from 'pdfkit'

export const FONT_FILE = new URL('../fonts/DejaVuSans.ttf', import.meta.url)

/** How wide a text is. */
export type Measure = (text: string, size: number) => number

const MOST_KEPT = 5_000

/** By the letters of the font themselves. */
export function measureBy(font: Buffer): Measure {
  const pdf = new PDFDocument({ autoFirstPage: false, font: '' })
  pdf.registerFont('text', font)
  pdf.font('text')
  const kept = new Map<string, number>()
  return (text, size) => {
    const key = `${size}/${text}`
    const known = kept.get(key)
    if (known !== undefined) return known
    if (kept.size > MOST_KEPT) kept.clear()
    const width = pdf.fontSize(size).widthOfString(text)
    kept.set(key, width)
    return width
  }
}

/** In lines that are no wider, broken between words. */
export function wrap(text: string, width: number, size: number, measure: Measure): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    const longer = last === undefined ? word : `${last} ${word}`
    if (last !== undefined && measure(longer, size) > width) lines.push(word)
    else lines[Math.max(0, lines.length - 1)] = longer
  }
  return lines.map((line) => shorten(line, width, size, measure))
}

/** Cut where it is too wide, and marked as cut. */
export function shorten(text: string, width: number, size: number, measure: Measure): string {
  if (measure(text, size) <= width) return text
  const letters = [...text]
  while (letters.length > 1 && measure(`${letters.join('')}…`, size) > width) letters.pop()
  return `${letters.join('').trimEnd()}…`
}
