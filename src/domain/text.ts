/** Marks that turn the direction of writing: with them a text can look like another. */
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu
const GAPS = /[\s\p{Cc}\u2028\u2029]+/gu
const LINE_ENDS = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/u

/** What somebody wrote, as a part of a line of ours: it can't begin a line of its own, nor a header. */
export function oneLine(text: string): string {
  return text.replace(BIDI, '').replace(GAPS, ' ').trim()
}

/** What somebody wrote over several lines, each marked as theirs. */
export function quoteLines(text: string): string {
  const lines = text.replace(BIDI, '').trim().split(LINE_ENDS)
  return lines.map((line) => `> ${oneLine(line)}`.trimEnd()).join('\n')
}

/** The beginning, where the whole would be too long. */
export function cut(text: string, max: number): string {
  const characters = [...text]
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join('')}…`
}
