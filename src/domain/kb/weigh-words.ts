import { foldWord, joinCompounds, splitWords } from './words.js'

/** What an article is found by. */
export interface Wording {
  title: string
  summary: string | null
  keywords: readonly string[]
  tags: readonly string[]
  /** Its body without marks. */
  words: string
}

/** A stem, how much it says of the article, and the words of it, without accents. */
export interface Posting {
  lexeme: string
  impact: number
  words: string[]
}

const IN_TITLE = 3
const IN_KEYWORDS = 2.5
const IN_SUMMARY = 1.5
const IN_BODY = 1
/** How often is half as much as always. */
const HALF_OFTEN = 1.5
/** A title says the more of each of its words the fewer they are: so much more of two, half of it of six. */
const IN_SHORT_TITLE = 2
const SHORT_TITLE = 4
/** More stems than any article of people has. */
const MOST = 5_000

/** Title over keywords over summary over body; `stems` has none for a word that says nothing in its language. */
export function weighWords(wording: Wording, stems: ReadonlyMap<string, string>): Posting[] {
  const found = new Map<string, { words: Set<string>; places: Map<number, number> }>()
  for (const [place, words] of listPlaces(wording)) {
    for (const word of words) {
      const lexeme = stems.get(word)
      if (lexeme === undefined) continue
      const entry = found.get(lexeme) ?? { words: new Set(), places: new Map() }
      entry.words.add(foldWord(word))
      entry.places.set(place, (entry.places.get(place) ?? 0) + 1)
      found.set(lexeme, entry)
    }
  }
  const titleWords = splitWords(wording.title).filter((word) => stems.has(word)).length
  const inTitle =
    IN_TITLE + IN_SHORT_TITLE * (SHORT_TITLE / (SHORT_TITLE + Math.max(0, titleWords - 2)))
  return [...found].slice(0, MOST).map(([lexeme, { words, places }]) => {
    const often = places.get(IN_BODY) ?? 0
    const impact =
      (places.has(IN_TITLE) ? inTitle : 0) +
      (places.has(IN_KEYWORDS) ? IN_KEYWORDS : 0) +
      (places.has(IN_SUMMARY) ? IN_SUMMARY : 0) +
      IN_BODY * (often / (often + HALF_OFTEN))
    return { lexeme, impact, words: [...words] }
  })
}

/** All words that are to be stemmed, each once. */
export function listWords(wording: Wording): string[] {
  return [...new Set(listPlaces(wording).flatMap(([, words]) => words))]
}

function listPlaces({ title, summary, keywords, tags, words }: Wording): [number, string[]][] {
  return [
    [IN_TITLE, listForms(title)],
    [IN_KEYWORDS, listForms([...keywords, ...tags].join(' '))],
    [IN_SUMMARY, listForms(summary ?? '')],
    [IN_BODY, listForms(words)],
  ]
}

function listForms(text: string): string[] {
  return [...splitWords(text), ...joinCompounds(text)]
}
