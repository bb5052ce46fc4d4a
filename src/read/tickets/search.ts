import type { OrganizationDb } from '../../database/pool.js'
import { Values } from '../../database/values.js'
import { refuse } from '../../domain/errors.js'
import { isModerator, isStaff, type Person } from '../../domain/people.js'

/** Of what words match, as many of the newest are held against what the caller asks for and may see. */
const MOST_READ = 20_000

/** Of what then is left, as many of the newest tickets and messages lead to what the caller is shown. */
const MOST_HITS = 2_000

const LAST_WORD = /(?:^|\s)([\p{L}\p{N}][\p{L}\p{N}._-]*)$/u
/** As a beginning a letter or two lead to nearly everything, but where each is a syllable or a word. */
const LONG_ENOUGH = /.{3}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const NUMBER = /^[\p{L}\p{N}]{1,20}-\d+(\.\d+)?$/u

/** Of what has the words of a phrase, so many of the newest are held against the phrase: for that a text is parsed anew. */
const MOST_PHRASES = 500

/** What is looked for, as texts of PostgreSQL's `tsquery`. */
export interface Words {
  /** An index leads to what has these. */
  indexed: string
  /** What then must hold as well: of a phrase the index knows the words alone. */
  exact?: string
}

/** Throws `validation_failed` for words that no index leads to: excluded ones alone, or those that every text has. */
export async function readWords(db: OrganizationDb, words: string): Promise<Words> {
  const values = new Values()
  const query = buildQuery(words.trim(), values)
  const [row] = await db.query<{ asked: string; whole: string; positive: string }>(
    `SELECT querytree(websearch_to_tsquery('perdure', ${values.add(words)})) AS asked, q::text AS whole,
       querytree(q) AS positive
     FROM organization CROSS JOIN LATERAL (SELECT ${query} AS q) given WHERE id = $1`,
    values.list,
    { prepared: false },
  )
  if (row === undefined || isEverything(row.asked)) {
    refuse('validation_failed', 'There is no word to search for.', {
      q: ['has only words that are left out, or that every text has'],
    })
  }
  const { whole, positive } = row
  const indexed = positive.replaceAll(FOLLOWED_BY, ' & ')
  return indexed === positive || isEverything(positive)
    ? { indexed: whole }
    : { indexed, exact: whole }
}

/** Words are quoted there and have no space, so that this is an operator. */
const FOLLOWED_BY = / <(?:-|\d+)> /g

/** What `querytree` says of a query that an index can't answer. */
function isEverything(positive: string): boolean {
  return positive === '' || positive === 'T'
}

interface Search {
  viewer: Person
  values: Values
  /** The conditions on `t` that a hit must meet. */
  within: string
}

/**
 * A common table expression `hits` of the tickets that have these words, and that the viewer may view. What matches is
 * found first, by the index of words alone, and cut; tickets are looked up for that one by one, as far as needed. Each
 * `OFFSET 0` keeps the planner from turning this round: it can't know how common a word is, and would judge all that
 * matches, read all tickets, or walk by age.
 */
export function matchWords(words: Words, search: Search): string {
  const { values, within } = search
  const indexed = `${values.add(words.indexed)}::tsquery`
  const exact = words.exact === undefined ? undefined : `${values.add(words.exact)}::tsquery`
  const named = `SELECT s.ticket_id AS place, s.ticket_id FROM ticket_search s
    WHERE s.organization_id = $1 AND s.search @@ ${indexed}`
  const tickets = exact && {
    from: 'ticket_search s WHERE s.organization_id = $1 AND s.ticket_id = held.place',
    is: `s.search @@ ${exact}`,
  }
  const messages = exact && {
    from: 'message m WHERE m.organization_id = $1 AND m.id = held.place',
    is: `${MESSAGE_WORDS} @@ ${exact}`,
  }
  return `WITH hits AS MATERIALIZED (
    ${holdAgainst(cutMatches(named, within), tickets)}
    UNION ${holdAgainst(matchMessages(indexed, search), messages)}) `
}

const MESSAGE_WORDS = "to_tsvector('perdure'::regconfig, left(m.body, 100000))"

/** Those of the newest that are exactly what was asked for, where the index could not say. */
function holdAgainst(
  matches: string,
  phrase: { from: string; is: string } | undefined | '',
): string {
  if (!phrase) return `(SELECT id FROM ${matches} found)`
  return `(SELECT held.id FROM (SELECT * FROM ${matches} found ORDER BY place DESC LIMIT ${MOST_PHRASES}) held
    CROSS JOIN LATERAL (SELECT ${phrase.is} AS is_exact FROM ${phrase.from} OFFSET 0) judged WHERE judged.is_exact)`
}

/** The newest by `place` that are of a ticket within these conditions; they may also be on what `newest` has. */
export function cutMatches(matching: string, within: string): string {
  return `(SELECT newest.place, newest.ticket_id AS id FROM (
      SELECT * FROM (${matching} OFFSET 0) matching ORDER BY place DESC LIMIT ${MOST_READ}) newest
    CROSS JOIN LATERAL (
      SELECT t.id FROM ticket t
      WHERE t.id = newest.ticket_id AND ${within} OFFSET 0) viewed
    ORDER BY newest.place DESC LIMIT ${MOST_HITS})`
}

/** All words, the last of them also as a beginning if it is long enough; a ticket's number stands without stems in its own text. */
function buildQuery(words: string, values: Values): string {
  const whole = `websearch_to_tsquery('perdure', ${values.add(words)})`
  const number = NUMBER.test(words) ? ` || plainto_tsquery('simple', ${values.add(words)})` : ''
  const isInQuotes = words.split('"').length % 2 === 0
  const last = isInQuotes ? undefined : LAST_WORD.exec(words)?.[1]
  if (last === undefined || !LONG_ENOUGH.test(last)) return `(${whole}${number})`
  const before = values.add(words.slice(0, words.length - last.length))
  const begun = `to_tsquery('perdure', ${values.add(`'${last}':*`)})`
  return `(${whole}${number} || (websearch_to_tsquery('perdure', ${before}) && ${begun}))`
}

/**
 * Only messages that one may read are found: of the present version, from joining on, and internal ones by staff.
 * Nobody finds what is said internally of an ordinary ticket, or of its parts, that they filed themselves.
 */
function matchMessages(query: string, { viewer, values, within }: Search): string {
  const viewerId = values.add(viewer.id)
  const matching = `m.organization_id = $1 AND m.kind = 'message'
      AND ${MESSAGE_WORDS} @@ ${query}`
  const said = 'SELECT m.id AS place, m.ticket_id, m.version, m.visibility FROM message m'
  const isInside = `(newest.visibility = 'public' OR NOT filed_by($1, newest.ticket_id, ${viewerId}))`
  if (isModerator(viewer))
    return cutMatches(`${said} WHERE ${matching}`, `${within} AND ${isInside}`)
  const read = isStaff(viewer) ? '' : " AND m.visibility = 'public'"
  return cutMatches(
    `${said} JOIN participant p ON p.organization_id = $1 AND p.ticket_id = m.ticket_id AND p.user_id = ${viewerId}
    WHERE ${matching} AND (p.role = 'requester' OR m.at >= p.history_from)${read}`,
    `${within} AND newest.version = t.version AND ${isInside}`,
  )
}
