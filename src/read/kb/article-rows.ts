import { selectPerson } from '../../database/names.js'
import { ATTACHMENT, selectInstant } from '../../database/rows.js'
import { sqlList } from '../../database/sql-list.js'
import { KB_VISIBILITIES, mayWriteArticles, readerReach } from '../../domain/kb/visibility.js'
import type { Person } from '../../domain/people.js'

/** Who reads of an article, as far as SQL must know: the newest of all, or what is published within their reach. */
export type Reader = { kind: 'writer' } | { kind: 'reader'; reach: number }

export function chooseReader(person: Person): Reader {
  return mayWriteArticles(person)
    ? { kind: 'writer' }
    : { kind: 'reader', reach: readerReach(person) }
}

const OWN = `a.id, a.category_id AS "categoryId", jsonb_build_object('id', c.id, 'name', c.name) AS category,
  a.visibility, a.status, a.version, ${selectPerson('a.author_id')} AS author, a.revision,
  ${selectInstant('a.published_at')} AS "publishedAt", ${selectInstant('a.created_at')} AS "createdAt",
  ${selectInstant('a.deleted_at')} AS "deletedAt"`

const listContent = (row: 'a' | 'v') =>
  `${row}.title, ${row}.summary, ${row}.tags, ${row}.keywords, ${row}.language`

/** As a list has it: of a reader the published version `v`, of a writer the article `a` itself. */
export function selectListed({ kind }: Reader): string {
  return kind === 'writer'
    ? `${OWN}, ${listContent('a')}, a.has_draft AS "hasDraft", ${selectInstant('a.updated_at')} AS "updatedAt",
      ${selectInstant('a.publish_at')} AS "publishAt", ${selectInstant('a.review_at')} AS "reviewAt"`
    : `${OWN}, ${listContent('v')}, false AS "hasDraft", ${selectInstant('v.at')} AS "updatedAt",
      NULL AS "publishAt", NULL AS "reviewAt"`
}

export function selectWhole(reader: Reader): string {
  const row = reader.kind === 'writer' ? 'a' : 'v'
  return `${selectListed(reader)}, ${row}.body, ${row}.html, ${selectFiles(row, reader)} AS attachments`
}

/** In their order; what is not found harmless is for writers alone. */
export function selectFiles(row: 'a' | 'v', { kind }: Reader): string {
  return `coalesce((SELECT jsonb_agg(${ATTACHMENT} ORDER BY named.n)
    FROM unnest(${row}.attachment_ids) WITH ORDINALITY AS named (id, n)
    JOIN attachment a ON a.organization_id = $1 AND a.id = named.id
    WHERE a.deleted_at IS NULL${kind === 'writer' ? '' : " AND a.status = 'ok'"}), '[]')`
}

const CATEGORY = 'JOIN kb_category c ON c.organization_id = $1 AND c.id = a.category_id'
const VERSION = `JOIN kb_article_version v ON v.organization_id = $1 AND v.article_id = a.id AND v.version = a.version`

/** The place of an article's visibility, from the widest. */
export const REACH = `array_position(ARRAY[${sqlList(KB_VISIBILITIES)}], a.visibility) - 1`

/** Whether readers have it at all. */
export const isShown = (a: string) => `${a}.status = 'published' AND ${a}.deleted_at IS NULL`

/** Whether that is read within this reach; of article and category the narrower holds. */
export const isWithin = (reach: string) =>
  `a.status = 'published' AND ${REACH} <= ${reach}::int AND c.reach <= ${reach}::int`

/** Who asks for a language means it as it is spoken anywhere. */
export const isLanguage = (column: string, asked: string) =>
  `(${column} = ${asked} OR ${column} LIKE ${asked} || '-%')`

/** FROM and WHERE of what a reader may read; `reach` is the placeholder of theirs. */
export function fromArticles({ kind }: Reader, reach: string): string {
  return kind === 'writer'
    ? `FROM kb_article a ${CATEGORY} WHERE a.organization_id = $1`
    : `FROM kb_article a ${CATEGORY} ${VERSION} WHERE a.organization_id = $1 AND ${isWithin(reach)}`
}
