import type { OrganizationDb } from '../../database/pool.js'
import type { Values } from '../../database/values.js'
import { refuse } from '../../domain/errors.js'
import { hasRole, isModerator, type Person } from '../../domain/people.js'

/** One search may take no longer: a common word in a long chat is not worth a connection for seconds. */
export const SEARCH_MS = 2_000

/** Of what words match and the caller may see, as many of the newest are looked through. */
const MOST_HITS = 2_000

const LAST_WORD = /(?:^|\s)([\p{L}\p{N}][\p{L}\p{N}._-]*)$/u
/** As a beginning a letter or two lead to nearly everything, but where each is a syllable or a word. */
const LONG_ENOUGH = /.{3}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const NUMBER = /^[\p{L}\p{N}]{1,20}-\d+(\.\d+)?$/u

/** Throws `validation_failed` for words that no index leads to: excluded ones alone, or those that every text has. */
export async function refuseEmptySearch(db: OrganizationDb, words: string): Promise<void> {
  const [row] = await db.query<{ positive: string }>(
    "SELECT querytree(websearch_to_tsquery('perdure', $2)) AS positive FROM organization WHERE id = $1",
    [words],
  )
  if (row?.positive === '' || row?.positive === 'T') {
    refuse('validation_failed', 'There is no word to search for.', {
      q: ['has only words that are left out, or that every text has'],
    })
  }
}

interface Search {
  viewer: Person
  values: Values
  /** The conditions on `t` that a hit must meet. */
  within: string
}

/**
 * A common table expression `hits` of the tickets that have these words, and that the viewer may view. It is found
 * first and by the index of words: the planner would rather walk by age, and can't know how rare a word is; by the
 * text of an id it can't walk. What counts to the most that are looked through is what the caller is shown: messages are
 * sorted first, and judged one by one only as far as that.
 */
export function matchWords(words: string, { viewer, values, within }: Search): string {
  const query = buildQuery(words.trim(), values)
  return `WITH hits AS MATERIALIZED (
    (SELECT t.id FROM ticket t WHERE ${within} AND t.search @@ ${query} ORDER BY t.id::text DESC LIMIT ${MOST_HITS})
    UNION (SELECT said.ticket_id FROM (
        SELECT m.ticket_id, m.version, m.visibility, m.at, m.id::text AS place FROM message m
        WHERE m.organization_id = $1 AND m.kind = 'message'
          AND to_tsvector('perdure'::regconfig, left(m.body, 100000)) @@ ${query}
        ORDER BY place DESC) said
      JOIN ticket t ON t.organization_id = $1 AND t.id = said.ticket_id
      WHERE ${within}${readableCondition(viewer, values)}
      ORDER BY said.place DESC LIMIT ${MOST_HITS})) `
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
 * Nobody finds what is said internally of an ordinary ticket that they filed themselves.
 */
function readableCondition(viewer: Person, values: Values): string {
  const viewerId = values.add(viewer.id)
  const isInside = `NOT filed_by($1, said.ticket_id, ${viewerId})`
  if (isModerator(viewer)) return ` AND (said.visibility = 'public' OR ${isInside})`
  const internal = hasRole(viewer, 'agent', 'manager') ? isInside : 'false'
  return ` AND t.version = said.version AND EXISTS (SELECT 1 FROM participant p
      WHERE p.organization_id = $1 AND p.ticket_id = said.ticket_id AND p.user_id = ${viewerId}
        AND (p.role = 'requester' OR said.at >= p.history_from)
        AND (said.visibility = 'public' OR ${internal}))`
}
