import type { OrganizationDb } from '../../database/pool.js'
import { fromArticles, type Reader } from './article-rows.js'

/** Whether somebody may have a file of an article: who writes it any of them, its readers those of the version that they read. */
export async function seesArticleFile(
  { query }: Pick<OrganizationDb, 'query'>,
  reader: Reader,
  { articleId, id }: { articleId: string; id: string },
): Promise<boolean> {
  const [reach, isNamed] =
    reader.kind === 'reader'
      ? [[reader.reach], 'AND $3 = ANY (v.attachment_ids)']
      : [[], 'AND $3::uuid IS NOT NULL']
  const text = `SELECT 1 ${fromArticles(reader, '$4')} AND a.id = $2 AND a.deleted_at IS NULL ${isNamed}`
  return (await query(text, [articleId, id, ...reach])).length > 0
}
