import { foldWord, type PlacedWord, placeWords } from './words.js'

const LENGTH = 200
const BEFORE = 60

/** The part of a text that has most of what was looked for, as HTML: what was found is marked, all else is text. */
export function cutSnippet(text: string, marked: ReadonlySet<string>): string {
  const words = placeWords(text).filter(({ word }) => marked.has(foldWord(word)))
  const from = findBest(words)
  const start = from <= BEFORE ? 0 : nextGap(text, from - BEFORE)
  const end = start + LENGTH >= text.length ? text.length : lastGap(text, start, start + LENGTH)
  let html = start > 0 ? '… ' : ''
  let at = start
  for (const { at: begin, length } of words) {
    if (begin < start || begin + length > end) continue
    const word = text.slice(begin, begin + length)
    html += `${escapeHtml(text.slice(at, begin))}<mark>${escapeHtml(word)}</mark>`
    at = begin + length
  }
  return `${html}${escapeHtml(text.slice(at, end))}${end < text.length ? ' …' : ''}`
}

/** Where the stretch begins that has the most different words; the first of these. */
function findBest(words: readonly PlacedWord[]): number {
  let best = { at: 0, different: 0 }
  let within: PlacedWord[] = []
  for (const last of words) {
    within = [...within, last].filter(({ at }) => at >= last.at + last.length - (LENGTH - BEFORE))
    const different = new Set(within.map(({ word }) => word)).size
    if (different > best.different)
      best = { at: Math.min(...within.map(({ at }) => at)), different }
  }
  return best.at
}

function nextGap(text: string, from: number): number {
  const gap = text.indexOf(' ', from)
  return gap < 0 || gap > from + BEFORE ? from : gap + 1
}

function lastGap(text: string, start: number, end: number): number {
  const gap = text.lastIndexOf(' ', end)
  return gap <= start ? end : gap
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
