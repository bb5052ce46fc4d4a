import type { ArticlePatch, ArticleView } from '../../contracts/kb-articles.js'
import type { Database } from '../../database/pool.js'
import type { Author } from '../resources/change-facts.js'
import type { Named } from '../resources/resource.js'
import { attachArticleFiles } from './attach-files.js'
import { changeArticle, holdCategory, requireWriter } from './change-article.js'
import { renderMarkdown } from './render.js'
import { WAKE_ARTICLES } from './wake.js'

/** What a publication keeps; where it stands and for whom it is holds at once. */
const CONTENT = ['title', 'summary', 'body', 'tags', 'keywords', 'language'] as const

const UPDATE = `UPDATE kb_article SET category_id = $3, visibility = $4, title = $5, summary = $6, body = $7, tags = $8,
    keywords = $9, language = $10, has_draft = has_draft OR $11, html = coalesce($12, html), words = coalesce($13, words),
    put_off_until = NULL, publish_at = $14, publish_by_id = CASE WHEN $14::timestamptz IS NULL THEN NULL WHEN publish_at = $14 THEN publish_by_id ELSE $15::uuid END,
    review_at = $16, remind_at = CASE WHEN review_at IS NOT DISTINCT FROM $16 THEN remind_at ELSE $16 END
  WHERE organization_id = $1 AND id = $2`

/** Changes what is given and keeps the rest. Throws `not_found`, `category_not_found`, `revision_mismatch`, and what `attachArticleFiles` throws. */
export async function editArticle(
  db: Database,
  author: Author,
  named: Named,
  { attachments: keys, ...given }: ArticlePatch,
): Promise<ArticleView> {
  const rendered = given.body === undefined ? undefined : await renderMarkdown(given.body)
  return changeArticle(db, author, { ...named, verb: 'update' }, async (change, before) => {
    const next = { ...before, ...given }
    const files = hasFiles(before, keys) ? undefined : keys
    const members = Object.keys(given) as (keyof typeof given)[] // of that very object
    if (files === undefined && !differs(next, before, members)) return false
    if (next.categoryId !== before.categoryId) await holdCategory(change, next.categoryId)
    const { categoryId, visibility, title, summary, body, tags, keywords, language } = next
    const isNewContent = files !== undefined || differs(next, before, CONTENT)
    await change.query(UPDATE, [
      ...[named.id, categoryId, visibility, title, summary, body, tags, keywords, language],
      ...[isNewContent, rendered?.html ?? null, rendered?.words ?? null],
      ...[next.publishAt, requireWriter(author), next.reviewAt],
    ])
    if (isSet(next.publishAt, before.publishAt) || isSet(next.reviewAt, before.reviewAt)) {
      await change.query(WAKE_ARTICLES)
    }
    if (files !== undefined) {
      await attachArticleFiles(
        change,
        { articleId: named.id, userId: requireWriter(author) },
        files,
      )
    }
    return true
  })
}

/** Whether it has these and no others already, or none were named. */
function hasFiles({ attachments }: ArticleView, keys?: readonly string[]): boolean {
  const has = attachments.map(({ id }) => id)
  return keys === undefined || JSON.stringify([...new Set(keys)]) === JSON.stringify(has)
}

/** One that is taken back wakes nobody: who wakes for it finds nothing. */
function isSet(instant: string | null, before: string | null): boolean {
  return instant !== null && instant !== before
}

function differs<K extends keyof ArticleView>(
  one: Pick<ArticleView, K>,
  other: Pick<ArticleView, K>,
  members: readonly K[],
): boolean {
  return members.some((member) => JSON.stringify(one[member]) !== JSON.stringify(other[member]))
}
