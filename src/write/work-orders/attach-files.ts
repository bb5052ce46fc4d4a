import { refuseUnknown } from '../../domain/ticket/refusals.js'
import type { Change } from '../resources/change-facts.js'
import { refuseUnfitAttachments } from '../tickets/references.js'

/** Upload keys, by what they are of the visit. */
export interface JobFiles {
  signature?: string | undefined
  photos?: readonly string[] | undefined
}

const ATTACH = `UPDATE attachment a SET job_id = $2, job_part = $3, expires_at = NULL
  WHERE a.organization_id = $1 AND a.id = ANY ($4::uuid[]) AND is_to_be_attached(a, $5) RETURNING a.id`

/**
 * Gives a visit files that its technician has sent. Throws `attachment_not_found` for what is not their own or of use already,
 * `upload_incomplete` for a part.
 */
export async function attachJobFiles(
  change: Change,
  { jobId, userId }: { jobId: string; userId: string },
  { signature, photos = [] }: JobFiles,
): Promise<void> {
  const signatures = signature === undefined ? [] : [signature]
  await refuseUnfitAttachments(change, { userId, keys: [...signatures, ...photos] })
  for (const [part, keys] of [['signature', signatures] as const, ['photo', photos] as const]) {
    const wanted = [...new Set(keys)]
    if (wanted.length === 0) continue
    const attached = await change.query(ATTACH, [jobId, part, wanted, userId])
    if (attached.length < wanted.length) refuseUnknown('attachment', wanted)
  }
}
