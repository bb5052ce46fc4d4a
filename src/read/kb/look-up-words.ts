import type { OrganizationDb } from '../../database/pool.js'
import { listSlips } from '../../domain/kb/near-words.js'
import {
  dropIdle,
  type KnownWord,
  listMistyped,
  listWholes,
  type TypedWord,
} from '../../domain/kb/search-plan.js'
import { ALL_DICTIONARIES, chooseDictionary, USUAL_DICTIONARIES } from '../../domain/kb/words.js'

/** Of so many words with the same beginning the shortest are looked for. */
const MOST_BEGUN = 60
const MOST_ALIKE = 30

const STEMS = `SELECT d.name AS dictionary, s.word, s.lexeme FROM unnest($2::text[]) AS d (name), stem_words(d.name, $3) s
  WHERE $1::uuid IS NOT NULL`

/** Between a beginning and the last text that begins so, which the last character of all closes. */
const KNOWN = `SELECT DISTINCT t.n, 'same' AS how, t.folded AS word, w.lexeme
    FROM jsonb_to_recordset($2::jsonb) AS t (n int, folded text, lexemes jsonb, "isBegun" boolean)
    CROSS JOIN LATERAL (
      SELECT lexeme FROM kb_word WHERE organization_id = $1 AND word = t.folded
      UNION SELECT stem FROM jsonb_array_elements_text(t.lexemes) AS s (stem)
        WHERE EXISTS (SELECT FROM kb_word k WHERE k.organization_id = $1 AND k.lexeme = s.stem)) w
  UNION ALL SELECT t.n, 'begun', w.word, w.lexeme
    FROM jsonb_to_recordset($2::jsonb) AS t (n int, folded text, "isBegun" boolean)
    CROSS JOIN LATERAL (SELECT word, lexeme FROM kb_word
      WHERE organization_id = $1 AND word > t.folded COLLATE "C" AND word < (t.folded || U&'\\+10FFFF') COLLATE "C" ORDER BY word LIMIT ${MOST_BEGUN}) w
    WHERE t."isBegun"
  UNION ALL SELECT t.n, 'whole', w.word, w.lexeme FROM jsonb_to_recordset($3::jsonb) AS t (n int, whole text)
    JOIN kb_word w ON w.organization_id = $1 AND w.word = t.whole`

const ALIKE = `SELECT t.n, 'alike' AS how, w.word, w.lexeme
  FROM jsonb_to_recordset($2::jsonb) AS t (n int, folded text, slips jsonb)
  CROSS JOIN LATERAL (
    SELECT word, lexeme FROM kb_word
      WHERE organization_id = $1 AND word = ANY (ARRAY(SELECT jsonb_array_elements_text(t.slips)))
    UNION (SELECT word, lexeme FROM kb_word WHERE organization_id = $1 AND word % t.folded
      ORDER BY similarity(word, t.folded) DESC LIMIT ${MOST_ALIKE})) w`

interface LookedUp {
  /** As it was typed. */
  text: string
  given: readonly TypedWord[]
  language?: string | undefined
}

/** What the vocabulary of an organization has for these words, without those that say nothing. */
export async function lookUpWords(
  { query }: OrganizationDb,
  { text, given, language }: LookedUp,
): Promise<{ typed: TypedWord[]; known: KnownWord[] }> {
  const words = given.map(({ word }) => word)
  const stems = await query<{ dictionary: string; word: string; lexeme: string | null }>(STEMS, [
    ALL_DICTIONARIES,
    words,
  ])
  const asked: readonly string[] =
    language === undefined ? USUAL_DICTIONARIES : [chooseDictionary(language)]
  const idle = stems.filter((one) => one.lexeme === null && asked.includes(one.dictionary))
  const typed = dropIdle(given, new Set(idle.map(({ word }) => word)))
  const lookedUp = typed.map(({ word, folded, isBegun }, n) => {
    const lexemes = stems.flatMap((one) => (one.word === word ? (one.lexeme ?? []) : []))
    return { n, folded, isBegun, lexemes: [...new Set(lexemes)] }
  })
  const wholes = listWholes(text, typed)
  const asJson = [lookedUp, wholes].map((rows) => JSON.stringify(rows))
  const known = await query<KnownWord>(KNOWN, asJson)
  const mistyped = listMistyped(typed, known)
  if (mistyped.length === 0) return { typed, known }
  const slips = mistyped.map(({ n, folded }) => ({ n, folded, slips: listSlips(folded) }))
  const alike = await query<KnownWord>(ALIKE, [JSON.stringify(slips)])
  return { typed, known: [...known, ...alike] }
}
