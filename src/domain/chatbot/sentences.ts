/** An end of a sentence, with what closes it; a gap must follow, so that an abbreviation of numbers is none. */
const END = /[.!?…]["”'’)\]]*(?=\s)/g
/** Whoever writes no end to a sentence gets one. */
export const LONGEST_SENTENCE = 1_000

/** The whole sentences at the beginning of a text, and what is left; a blank line ends a paragraph, and stands alone. */
export function takeSentences(text: string): { sentences: string[]; rest: string } {
  const sentences: string[] = []
  let rest = text
  for (let end = findEnd(rest); end > 0; end = findEnd(rest)) {
    sentences.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return { sentences, rest }
}

/** Behind the first sentence and its gap; 0 where it has not ended. What comes next decides where the gap ends. */
function findEnd(text: string): number {
  END.lastIndex = 0
  const stop = END.exec(text)
  const ends = [stop === null ? -1 : stop.index + stop[0].length, text.indexOf('\n')]
  const [first] = ends.filter((end) => end >= 0).sort((one, other) => one - other)
  if (first === undefined || first > LONGEST_SENTENCE) return findForcedEnd(text)
  const following = text.slice(first).trimStart()
  return following === '' ? 0 : text.length - following.length
}

/** Where nothing is whole yet: so much, up to a gap, where there is one. */
function findForcedEnd(text: string): number {
  if (text.length <= LONGEST_SENTENCE) return 0
  const gap = text.lastIndexOf(' ', LONGEST_SENTENCE)
  return gap > 0 ? gap + 1 : LONGEST_SENTENCE
}

/** Whether what stands between two sentences begins a paragraph. */
export function endsParagraph(sentence: string): boolean {
  return readGap(sentence).split('\n').length > 2
}

const LONGEST_GAP = 8

/** With no more behind it than separates paragraphs: a model that says nothing but line ends says one. */
export function shortenGap(sentence: string): string {
  return sentence.trimEnd() + readGap(sentence).slice(0, LONGEST_GAP)
}

function readGap(sentence: string): string {
  return sentence.slice(sentence.trimEnd().length)
}
