import type { ArticleBody, ArticleView } from '../../contracts/kb-articles.js'
import type { Database } from '../../database/pool.js'
import { type Author, changeAudited } from '../resources/change-facts.js'
import { attachArticleFiles } from './attach-files.js'
import { describeForAudit, holdCategory, readArticle, requireWriter } from './change-article.js'
import { renderMarkdown } from './render.js'
import { WAKE_ARTICLES } from './wake.js'

/** Repeating it is harmless: under an id that is there nothing is written. */
const INSERT = `INSERT INTO kb_article (organization_id, id, category_id, author_id, status, visibility, title, summary, body, html,
    words, tags, keywords, language, publish_at, publish_by_id, review_at, remind_at)
  VALUES ($1, $2, $3, $4, 'draft', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::timestamptz, CASE WHEN $14 IS NOT NULL THEN $4::uuid END, $15, $15)
  ON CONFLICT DO NOTHING RETURNING id`

/** A draft, which nobody reads but those who write. Throws `category_not_found`, and what `attachArticleFiles` throws. */
export async function createArticle(
  db: Database,
  author: Author,
  id: string,
  given: ArticleBody,
): Promise<ArticleView> {
  const { html, words } = await renderMarkdown(given.body)
  const {
    categoryId,
    visibility,
    title,
    summary,
    body,
    tags,
    keywords,
    language,
    publishAt,
    reviewAt,
  } = given
  return changeAudited(db, author, async (change) => {
    await holdCategory(change, categoryId)
    const values = [
      ...[id, categoryId, requireWriter(author), visibility, title, summary, body, html, words],
      ...[tags, keywords, language, publishAt, reviewAt],
    ]
    const made = await change.query(INSERT, values)
    if (made.length > 0 && given.attachments.length > 0) {
      const named = { articleId: id, userId: requireWriter(author) }
      await attachArticleFiles(change, named, given.attachments)
    }
    const after = await readArticle(change, id)
    if (made.length > 0) {
      if (publishAt !== null || reviewAt !== null) await change.query(WAKE_ARTICLES)
      const entity = 'kb_article'
      const shown = describeForAudit(after)
      await change.audit({ action: 'kb_article.create', entity, entityId: id, after: shown })
    }
    return after
  })
}
