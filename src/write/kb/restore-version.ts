import type { ArticleView } from '../../contracts/kb-articles.js'
import type { Database } from '../../database/pool.js'
import { findVersion } from '../../read/kb/versions.js'
import type { Author } from '../resources/change-facts.js'
import type { Named } from '../resources/resource.js'
import { releaseArticleFiles } from './attach-files.js'
import { changeArticle } from './change-article.js'

const RESTORE = `UPDATE kb_article a SET title = v.title, summary = v.summary, body = v.body, html = v.html, words = v.words,
    tags = v.tags, keywords = v.keywords, language = v.language, attachment_ids = v.attachment_ids,
    has_draft = a.version IS DISTINCT FROM v.version
  FROM kb_article_version v
  WHERE a.organization_id = $1 AND a.id = $2 AND v.organization_id = $1 AND v.article_id = $2 AND v.version = $3
    AND (a.title, a.summary, a.body, a.tags, a.keywords, a.language, a.attachment_ids)
      IS DISTINCT FROM (v.title, v.summary, v.body, v.tags, v.keywords, v.language, v.attachment_ids)
  RETURNING a.id`

/** What a version said is what is written now; readers have it once it is published. Throws `not_found`. */
export function restoreVersion(
  db: Database,
  author: Author,
  named: Named,
  version: number,
): Promise<ArticleView> {
  return changeArticle(db, author, { ...named, verb: 'restore_version' }, async (change) => {
    await findVersion(change, named.id, version)
    const restored = await change.query(RESTORE, [named.id, version])
    await releaseArticleFiles(change, named.id)
    return restored.length > 0
  })
}
