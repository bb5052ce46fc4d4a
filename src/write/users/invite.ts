import type { Database } from '../../database/pool.js'
import { refuseMissing } from '../../domain/errors.js'
import { type Invited, refuseInviting } from '../../domain/people/invitation.js'
import { type Author, changeFacts } from '../resources/change-facts.js'
import { refuseWith } from '../resources/require.js'
import { mailPasswordLink } from './mail-password-link.js'

const INVITED = `SELECT status, helpdesk_authorized AS "isAuthorized", has_way_in($1, id) AS "hasWayIn" FROM app_user
  WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL`

/** Mails somebody who could never sign in a link by which they set a password, audited. Throws what is against it. */
export function inviteUser(
  db: Database,
  author: Author,
  userId: string,
  linkSecret: Buffer,
): Promise<void> {
  return changeFacts(db, author, async (change) => {
    const [invited] = await change.query<Invited>(INVITED, [userId])
    if (invited === undefined) return refuseMissing('user')
    const refused = refuseInviting(invited)
    if (refused !== undefined) refuseWith(refused)
    await mailPasswordLink(change, { userId, news: 'welcome', from: null, linkSecret })
    await change.audit({ action: 'user.invite', entity: 'user', entityId: userId })
  })
}
