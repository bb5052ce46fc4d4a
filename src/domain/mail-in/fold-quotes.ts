export interface FoldedText {
  text: string
  /** Lines of what was quoted at the end, and is left out. */
  folded: number
}

const QUOTED = /^\s{0,3}>/
/** The line before a quote, in the words of common mail programs; it may be broken in two. */
const INTRODUCTION =
  /(?:\b(?:wrote|writes)\s*:|\b(?:schrieb|hat .{0,200} geschrieben)\b.{0,200}:|\ba écrit\s*:|\bescribió\s*:|\bha scritto\s*:|\bschreef\b.{0,200}:|написал.{0,200}:|のメール[:：])\s*$/iu
/** What mail programs put before all of the mail that is answered. */
const SEPARATOR =
  /^\s*(?:-{2,}\s*(?:original message|ursprüngliche nachricht|message d'origine|mensaje original|messaggio originale)\s*-{2,}|_{20,})\s*$/iu
const HEADER = /^\s*\*?(?:from|von|de|da|van|от)\*?\s*:/iu
const OTHER_HEADER =
  /^\s*\*?(?:sent|gesendet|date|datum|envoyé|enviado|inviato|to|an|à|subject|betreff|objet)\*?\s*:/iu
const FORWARD = /^\s*-{2,}\s*(?:forwarded message|weitergeleitete nachricht|message transféré)/iu
/** So far before its quote an introduction may begin. */
const INTRODUCTION_LINES = 2

/**
 * Leaves out what a mail program has quoted at the end of an answer. What is answered line by line, or was passed on, stays;
 * so does all of a mail that has nothing else.
 */
export function foldQuotes(text: string): FoldedText {
  const lines = text.split('\n')
  if (lines.some((line) => FORWARD.test(line))) return { text, folded: 0 }
  const from = findSeparator(lines) ?? findTrailingQuote(lines)
  if (from === undefined) return { text, folded: 0 }
  const kept = lines.slice(0, from).join('\n').trimEnd()
  return kept.trim() === '' ? { text, folded: 0 } : { text: kept, folded: lines.length - from }
}

function findSeparator(lines: readonly string[]): number | undefined {
  const at = lines.findIndex((line, n) => {
    const next = lines.slice(n + 1, n + 4)
    if (SEPARATOR.test(line)) return next.some((one) => HEADER.test(one))
    return HEADER.test(line) && next.filter((one) => OTHER_HEADER.test(one)).length >= 2
  })
  return at === -1 ? undefined : at
}

/** Quoted lines after which nothing else comes, with the line that introduces them. */
function findTrailingQuote(lines: readonly string[]): number | undefined {
  let end = lines.length
  while (end > 0 && isBlank(lines[end - 1])) end -= 1
  let from = end
  while (from > 0 && isQuotedOrBlank(lines[from - 1])) from -= 1
  while (from < end && isBlank(lines[from])) from += 1
  if (from === end) return undefined
  return findIntroduction(lines, from) ?? from
}

function findIntroduction(lines: readonly string[], quote: number): number | undefined {
  let last = quote
  while (last > 0 && isBlank(lines[last - 1])) last -= 1
  for (let count = 1; count <= Math.min(INTRODUCTION_LINES, last); count += 1) {
    const said = lines.slice(last - count, last).join(' ')
    if (said.length < 400 && INTRODUCTION.test(said) && startsIntroduction(lines, last - count)) {
      return last - count
    }
  }
  return undefined
}

/** It begins after a blank line, or with the day. */
function startsIntroduction(lines: readonly string[], at: number): boolean {
  return at > 0 && (isBlank(lines[at - 1]) || /\d/.test(String(lines[at])))
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === ''
}

function isQuotedOrBlank(line: string | undefined): boolean {
  return isBlank(line) || QUOTED.test(String(line))
}
