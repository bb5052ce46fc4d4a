import type { OrganizationDb } from '../../database/pool.js'
import type { OwnTicket } from '../../domain/chatbot/compose.js'
import { joinByMeaning } from '../../domain/chatbot/meaning.js'
import {
  type ArticlePassage,
  choosePassages,
  type Passage,
  type Reader,
} from '../../domain/chatbot/passage.js'
import { rankOwnTickets } from '../../domain/chatbot/rank-tickets.js'
import { planTerms, readTyped } from '../../domain/kb/search-plan.js'
import type { Language } from '../../domain/language.js'
import { findAlike, type Meaning } from '../kb/find-alike.js'
import { lookUpWords } from '../kb/look-up-words.js'
import { rankArticles } from '../kb/rank-articles.js'
import { readSettings } from '../settings/find.js'
import { findOwnTickets } from './own-tickets.js'

const MOST_WORDS = 30
const MOST_ARTICLES = 4
/** An article that has less than so much of the question is not about it. */
const LEAST = 0.25
/** Where each word of it is taken for another, more has to be there: letters without a sense are near some word, too. */
const LEAST_OF_SLIPS = 0.33

export interface Question {
  reader: Reader
  text: string
  language: Language
  /** What it says beyond its words, once that is known; undefined where it is not. */
  meaning: Promise<Meaning | undefined>
}

/** What an answer may be made of: published articles within the reader's reach, and tickets of their own. */
export async function retrievePassages(
  db: OrganizationDb,
  { reader, text, language, meaning }: Question,
): Promise<Passage[]> {
  const [articles, tickets] = await Promise.all([
    findArticles(db, reader, { text, meaning }),
    findOwnTickets(db, reader.userId, { kind: 'recent' }),
  ])
  const found = [...articles, ...rankOwnTickets(tickets, text, language)]
  return choosePassages(found, reader, text)
}

async function findArticles(
  db: OrganizationDb,
  reader: Reader,
  { text, meaning }: Pick<Question, 'text' | 'meaning'>,
): Promise<Passage[]> {
  const [byWords, asked] = await Promise.all([findByWords(db, reader, text), meaning])
  if (asked === undefined) return byWords
  return joinByMeaning(byWords, await findAlike(db, reader.reach, asked, MOST_ARTICLES))
}

async function findByWords(
  db: OrganizationDb,
  reader: Reader,
  text: string,
): Promise<ArticlePassage[]> {
  const asking = `${text.slice(0, 2_000)} `
  const given = readTyped(asking, MOST_WORDS)
  if (given.length === 0) return []
  const { typed, known } = await lookUpWords(db, { text: asking, given })
  const terms = planTerms(typed, known)
  if (terms.length === 0) return []
  const least = terms.every(({ meant }) => meant !== undefined) ? LEAST_OF_SLIPS : LEAST
  const asked = { terms, words: typed.length, least }
  const { articles } = await rankArticles(db, reader.reach, asked, { limit: MOST_ARTICLES })
  return articles.map(({ articleId: id, ...article }) => ({ kind: 'article', id, ...article }))
}

/** The tickets that somebody asks about: by their numbers, or those that are open. */
export function findTicketsAskedAbout(
  db: OrganizationDb,
  userId: string,
  numbers: readonly string[],
): Promise<OwnTicket[]> {
  const asked = numbers.slice(0, 5)
  return findOwnTickets(
    db,
    userId,
    asked.length > 0 ? { kind: 'numbered', numbers: asked } : { kind: 'open' },
  )
}

/**
 * Whether it is tickets that these numbers name, if there are any: what is written alike and begins otherwise (UTF-8, ISO-9001) is not.
 * Whether there is such a ticket says nothing here, since it may be somebody else's.
 */
export async function areTickets(db: OrganizationDb, numbers: readonly string[]): Promise<boolean> {
  if (numbers.length === 0) return true
  const { ticketPrefix } = await readSettings(db)
  return numbers.some((number) => number.startsWith(`${ticketPrefix}-`))
}
