import type { ArticleVersion, ListedVersion, VersionQuery } from '../../contracts/kb-articles.js'
import { selectPerson } from '../../database/names.js'
import { type Order, type Page, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { selectInstant } from '../../database/rows.js'
import { refuseMissing } from '../../domain/errors.js'
import { selectFiles } from './article-rows.js'

const LISTED = `v.version, v.title, v.summary, v.tags, v.keywords, v.language,
  ${selectPerson('v.published_by_id')} AS "publishedBy", ${selectInstant('v.at')} AS at`

const BY_VERSION: Order<ListedVersion> = {
  name: 'kb_version',
  direction: 'DESC',
  keys: [{ column: 'v.version', kind: 'int', read: ({ version }) => version }],
}

const FROM = 'FROM kb_article_version v WHERE v.organization_id = $1 AND v.article_id = $2'

/** The publications of an article, newest first. */
export function listVersions(
  db: OrganizationDb,
  articleId: string,
  page: VersionQuery,
): Promise<Page<ListedVersion>> {
  return paginate(
    db,
    {
      order: BY_VERSION,
      select: LISTED,
      from: FROM,
      values: [articleId],
      view: (version: ListedVersion) => version,
    },
    page,
  )
}

/** Throws `not_found`. */
export async function findVersion(
  { query }: Pick<OrganizationDb, 'query'>,
  articleId: string,
  version: number,
): Promise<ArticleVersion> {
  const [found] = await query<ArticleVersion>(
    `SELECT ${LISTED}, v.body, v.html, ${selectFiles('v', { kind: 'writer' })} AS attachments ${FROM} AND v.version = $3`,
    [articleId, version],
  )
  return found ?? refuseMissing('version of the article')
}
