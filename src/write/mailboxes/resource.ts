import type { MailboxView } from '../../contracts/mailboxes.js'
import { selectInstant } from '../../database/rows.js'
import { refuse } from '../../domain/errors.js'
import { isSameServer, type MailboxAuth } from '../../domain/mail-in/mailbox.js'
import { alreadyExists } from '../../domain/organization/refusals.js'
import { WAKE_MAIL_IN } from '../mail-in/wake.js'
import type { Change } from '../resources/change-facts.js'
import { refuseWith, requireDepartment } from '../resources/require.js'
import type { Resource } from '../resources/resource.js'

/** What a body has, its secret sealed. */
export interface KeptMailbox {
  host: string
  port: number
  secure: boolean
  user: string
  folder: string
  departmentId: string
  auth: MailboxAuth
  secret: string
  secretSetAt: string
}

const SAME = `SELECT id FROM mailbox WHERE organization_id = $1 AND host = $2 AND login = $3 AND folder = $4
  AND deleted_at IS NULL AND id IS DISTINCT FROM $5`

/** It is read at once, and by what it is now; another mailbox from its beginning. */
const RENEW = `UPDATE mailbox SET next_poll_at = now(), last_error = NULL, failing_since = NULL, sign_in_refusals = 0
  WHERE organization_id = $1 AND id = $2`
const BEGIN = `WITH forgotten AS (DELETE FROM mailbox_unfetched WHERE organization_id = $1 AND mailbox_id = $2)
  UPDATE mailbox SET uid_validity = NULL, last_uid = 0, old_until_uid = 0, begun_at = NULL, is_begun_anew = false,
    reading = reading + 1
  WHERE organization_id = $1 AND id = $2`

/** Nobody is told of an outage of one that is gone. */
const FORGET = `UPDATE mailbox SET secret = NULL, sign_in_refusals = 0, is_outage_told = false WHERE organization_id = $1 AND id = $2`
/** It fails until it has its secret again. */
const REVIVE = `UPDATE mailbox SET next_poll_at = now(), last_error = 'secret_required', failing_since = now()
  WHERE organization_id = $1 AND id = $2`

type Place = Pick<MailboxView, 'host' | 'user' | 'folder'>

export const mailboxes: Resource<MailboxView, KeptMailbox> = {
  entity: 'mailbox',
  noun: 'mailbox',
  table: 'mailbox',
  alias: 'b',
  title: `(b.login || ' ' || b.host)`,
  select: `b.id, b.host, b.port, b.secure, b.login AS "user", b.auth,
    CASE WHEN b.secret IS NOT NULL THEN ${selectInstant('b.secret_set_at')} END AS "secretSetAt", b.folder, b.department_id AS "departmentId", ${selectInstant('b.last_polled_at')} AS "lastPolledAt",
    b.last_error AS "lastError", ${selectInstant('b.failing_since')} AS "failingSince", b.version,
    ${selectInstant('b.created_at')} AS "createdAt", ${selectInstant('b.deleted_at')} AS "deletedAt"`,
  columns: {
    host: 'host',
    port: 'port',
    secure: 'secure',
    user: 'login',
    folder: 'folder',
    departmentId: 'department_id',
    auth: 'auth',
    secret: 'secret',
    secretSetAt: 'secret_set_at',
  },
  isVersioned: true,
  sharesNames: true,
  define: async (
    _change,
    { lastPolledAt: _at, lastError: _error, failingSince: _since, ...kept },
  ) => kept,
  judge: async (change, given, before) => {
    if (given.departmentId !== before?.departmentId) {
      await requireDepartment(change, given.departmentId)
    }
    const { secret, ...plain } = given
    if (
      before !== undefined &&
      secret === undefined &&
      !isSameServer(before, { ...before, ...plain })
    ) {
      const missing = 'is needed anew: it is sent to no other server than it was given for'
      refuse('validation_failed', `password ${missing}`, { password: [missing] })
    }
    await refuseTaken(change, { ...before, ...plain } as Place, before?.id) // a new one has all of it
    return {}
  },
  relate: async (change, id, given, before) => {
    await change.query(RENEW, [id])
    const isElsewhere = (['host', 'user', 'folder'] as const).some(
      (member) => given[member] !== undefined && given[member] !== before?.[member],
    )
    if (isElsewhere) await change.query(BEGIN, [id])
    await change.query(WAKE_MAIL_IN)
  },
  retire: async (change, { id }) => {
    await change.query(FORGET, [id])
  },
  revive: async (change, view) => {
    await requireDepartment(change, view.departmentId)
    await refuseTaken(change, view, view.id)
    await change.query(REVIVE, [view.id])
    await change.query(WAKE_MAIL_IN)
  },
}

/** A folder is fetched by one alone. */
async function refuseTaken(
  { query }: Change,
  { host, user, folder }: Place,
  ownId: string | undefined,
): Promise<void> {
  const [other] = await query<{ id: string }>(SAME, [host, user, folder, ownId ?? null])
  if (other === undefined) return
  refuseWith(alreadyExists('This folder is fetched already.', { mailboxId: other.id }))
}
