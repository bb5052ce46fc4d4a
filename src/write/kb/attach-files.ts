import { refuseDownload } from '../../domain/attachment/access.js'
import type { AttachmentStatus } from '../../domain/attachment/attachment.js'
import { DomainError } from '../../domain/errors.js'
import { refuseUnknown } from '../../domain/ticket/refusals.js'
import type { Change } from '../resources/change-facts.js'
import { refuseUnfitAttachments } from '../tickets/references.js'

const OWN = `SELECT id FROM attachment
  WHERE organization_id = $1 AND article_id = $2 AND id = ANY ($3::uuid[]) AND deleted_at IS NULL`

const BAD = `SELECT status FROM attachment
  WHERE organization_id = $1 AND id = ANY ($2::uuid[]) AND status IN ('infected', 'failed') LIMIT 1`

const ATTACH = `UPDATE attachment a SET article_id = $2, expires_at = NULL
  WHERE a.organization_id = $1 AND a.id = ANY ($3::uuid[]) AND is_to_be_attached(a, $4) RETURNING a.id`

const NAME =
  'UPDATE kb_article SET attachment_ids = $3::uuid[] WHERE organization_id = $1 AND id = $2'

/** Whoever sent one may attach it again for a day. */
const RELEASE = `UPDATE attachment a SET article_id = NULL, expires_at = clock_timestamp() + interval '1 day'
  FROM kb_article k
  WHERE a.organization_id = $1 AND a.article_id = $2 AND a.deleted_at IS NULL AND k.organization_id = $1 AND k.id = $2
    AND a.id <> ALL (k.attachment_ids) AND NOT EXISTS (SELECT 1 FROM kb_article_version v
      WHERE v.organization_id = $1 AND v.article_id = $2 AND a.id = ANY (v.attachment_ids))`

/**
 * Gives an article these files and no others, under its lock: its own, those of its versions, and what this writer has sent. Throws
 * `attachment_not_found` for what is not their own or of use already, `upload_incomplete` for a part, `gone` for what was found bad.
 */
export async function attachArticleFiles(
  change: Change,
  { articleId, userId }: { articleId: string; userId: string },
  keys: readonly string[],
): Promise<void> {
  const wanted = [...new Set(keys)]
  const own = await change.query<{ id: string }>(OWN, [articleId, wanted])
  const sent = wanted.filter((key) => !own.some(({ id }) => id === key))
  await refuseUnfitAttachments(change, { userId, keys: sent })
  const [bad] = await change.query<{ status: AttachmentStatus }>(BAD, [sent])
  const refused = bad && refuseDownload(bad.status)
  if (refused !== undefined) throw new DomainError(refused)
  const attached = await change.query(ATTACH, [articleId, sent, userId])
  if (attached.length < sent.length) refuseUnknown('attachment', sent)
  await change.query(NAME, [articleId, wanted])
  await releaseArticleFiles(change, articleId)
}

/** What neither the article nor any version of it names any more is nobody's, and ends like any upload that is of no use. */
export async function releaseArticleFiles({ query }: Change, articleId: string): Promise<void> {
  await query(RELEASE, [articleId])
}
