import type { ArticleView } from '../../contracts/kb-articles.js'
import type { Database } from '../../database/pool.js'
import { judgePublication } from '../../domain/kb/article.js'
import type { Author, Change } from '../resources/change-facts.js'
import type { Named } from '../resources/resource.js'
import { changeArticle, requireWriter } from './change-article.js'

/** What is there becomes the next version; the lock of its article keeps numbers apart. */
const KEEP = `INSERT INTO kb_article_version (organization_id, article_id, version, title, summary, body, html, words, tags, keywords,
    language, attachment_ids, published_by_id, at)
  SELECT organization_id, id, coalesce(version, 0) + 1, title, summary, body, html, words, tags, keywords, language, attachment_ids, $3,
    clock_timestamp()
  FROM kb_article WHERE organization_id = $1 AND id = $2`

const SHOW_NEXT = `UPDATE kb_article SET status = 'published', version = coalesce(version, 0) + 1, has_draft = false,
    published_at = clock_timestamp()
  WHERE organization_id = $1 AND id = $2`

const SHOW_AGAIN = `UPDATE kb_article SET status = 'published', published_at = clock_timestamp()
  WHERE organization_id = $1 AND id = $2`

/** Nothing more is to be published by itself. */
const SETTLE = `UPDATE kb_article SET publish_at = NULL, publish_by_id = NULL, put_off_until = NULL WHERE organization_id = $1 AND id = $2`

/** From now on readers have what its writers have; what they have already is published no second time. */
export function publishArticle(db: Database, author: Author, named: Named): Promise<ArticleView> {
  return changeArticle(db, author, { ...named, verb: 'publish' }, (change, before) =>
    show(change, before, requireWriter(author)),
  )
}

/** The same at the time that somebody has set for it; nothing where that was moved meanwhile. */
export async function publishScheduled(
  db: Database,
  author: Author,
  { id, publisherId, at }: { id: string; publisherId: string; at: string },
): Promise<void> {
  await changeArticle(db, author, { id, ifMatch: undefined, verb: 'publish' }, (change, before) => {
    const isDue = before.publishAt !== null && before.publishAt <= at
    return isDue ? show(change, before, publisherId) : Promise.resolve(false)
  })
}

/** Whether anything has changed. */
async function show(
  { query }: Change,
  { id, publishAt, ...before }: ArticleView,
  publisherId: string,
): Promise<boolean> {
  const judged = judgePublication(before)
  if (publishAt !== null) await query(SETTLE, [id])
  if (judged === 'nothing') return publishAt !== null
  if (judged === 'new_version') await query(KEEP, [id, publisherId])
  await query(judged === 'new_version' ? SHOW_NEXT : SHOW_AGAIN, [id])
  return true
}
