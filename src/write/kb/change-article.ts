import type { ArticleView } from '../../contracts/kb-articles.js'
import type { Database } from '../../database/pool.js'
import { required } from '../../domain/assert.js'
import { refuseMissing } from '../../domain/errors.js'
import { staleArticle, unknownCategory } from '../../domain/kb/refusals.js'
import { findArticle } from '../../read/kb/find-article.js'
import { auditDifference } from '../resources/audit-difference.js'
import { type Author, type Change, changeAudited } from '../resources/change-facts.js'
import { refuseWith } from '../resources/require.js'
import type { Named } from '../resources/resource.js'
import { indexArticle } from './index-article.js'

const WRITER = { kind: 'writer' } as const

const LOCK = `SELECT deleted_at IS NOT NULL AS "isDeleted" FROM kb_article
  WHERE organization_id = $1 AND id = $2 FOR UPDATE`

const REVISE = `UPDATE kb_article SET revision = revision + 1, updated_at = clock_timestamp()
  WHERE organization_id = $1 AND id = $2`

/** Until the commit the category stays: whoever deletes one waits for this. */
const HOLD_CATEGORY = `SELECT 1 FROM kb_category
  WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL FOR SHARE`

/** What an audit entry says of it: its texts are in its versions. */
export function describeForAudit({
  body: _body,
  html: _html,
  attachments,
  ...article
}: ArticleView) {
  return { ...article, attachments: attachments.map(({ id }) => id) }
}

/** Throws `category_not_found`. */
export async function holdCategory({ query }: Change, id: string): Promise<void> {
  if ((await query(HOLD_CATEGORY, [id])).length === 0) refuseWith(unknownCategory(id))
}

/** Articles are written, and judged, by people. */
export function requireWriter({ actor }: Author): string {
  return required(actor.kind === 'user' ? actor.id : null, 'writer of the article')
}

/** Whether it is deleted; it stays as it is until the commit. Throws `not_found`. */
export async function lockArticle({ query }: Change, id: string): Promise<boolean> {
  const [row] = await query<{ isDeleted: boolean }>(LOCK, [id])
  return row === undefined ? refuseMissing('article') : row.isDeleted
}

/** Throws `revision_mismatch` when another revision was read than is there. */
export function refuseStaleArticle({ revision }: ArticleView, ifMatch: number | undefined): void {
  if (ifMatch !== undefined && ifMatch !== revision) refuseWith(staleArticle(revision))
}

export function readArticle(change: Change, id: string): Promise<ArticleView> {
  return findArticle(change, WRITER, id)
}

/** Its next revision: whoever has read an older one is told so. */
export async function reviseArticle({ query }: Change, id: string): Promise<void> {
  await query(REVISE, [id])
}

/**
 * One change of one article, under its lock and audited as `verb`. `work` says whether it has changed anything: asked for
 * the same again, it has not. Throws `not_found`, `revision_mismatch`.
 */
export function changeArticle(
  db: Database,
  author: Author,
  { id, ifMatch, verb }: Named & { verb: string },
  work: (change: Change, before: ArticleView) => Promise<boolean>,
): Promise<ArticleView> {
  return changeAudited(db, author, async (change) => {
    await lockArticle(change, id)
    const before = await readArticle(change, id)
    refuseStaleArticle(before, ifMatch)
    if (!(await work(change, before))) return before
    await reviseArticle(change, id)
    await indexArticle(change, id)
    const after = await readArticle(change, id)
    const audited = { action: `kb_article.${verb}`, entity: 'kb_article', entityId: id }
    await auditDifference(change, audited, describeForAudit(before), describeForAudit(after))
    return after
  })
}
