import type { Database } from '../../database/pool.js'
import { DomainError, refusal, refuseMissing } from '../../domain/errors.js'
import {
  type Account,
  approveRegistration,
  isRefusal,
  rejectRegistration,
} from '../../domain/people/account.js'
import { ACCOUNT_NEWS, type AccountNewsType } from '../../domain/people/account-news.js'
import type { AccountStatus, Role } from '../../domain/people.js'
import type { Origin } from '../audit/record.js'

/** What an admin decides. */
export type RegistrationDecision =
  | { kind: 'approve'; roles?: readonly Role[] | undefined }
  | { kind: 'reject'; reason?: string | undefined }

interface Deciding {
  organizationId: string
  adminId: string
  id: string
  decision: RegistrationDecision
  origin: Origin
}

const READ = `SELECT status, helpdesk_authorized AS "isAuthorized", roles FROM app_user
  WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL`

/** Approves or rejects a registration, audited, and tells its owner. Throws what is against it. */
export async function decideRegistration(
  db: Database,
  { organizationId, adminId, id, decision, origin }: Deciding,
): Promise<void> {
  const [row] = await db
    .of(organizationId)
    .query<{ status: AccountStatus; isAuthorized: boolean; roles: Role[] }>(READ, [id])
  const after = judge(row ?? refuseMissing('user'), decision)
  const news: AccountNewsType =
    decision.kind === 'approve' ? 'registration_approved' : 'registration_rejected'
  const { kind } = await db.call<{ kind: 'decided' | 'decided_already' }>('decide_registration', {
    organizationId,
    id,
    ...after,
    reason: decision.kind === 'reject' ? (decision.reason ?? null) : null,
    actor: { kind: 'user', id: adminId },
    origin,
    action: `user.${decision.kind}`,
    news: { type: news, by: ACCOUNT_NEWS.kinds[news].by },
  })
  if (kind === 'decided') return
  throw new DomainError(
    refusal('invalid_transition', 'Another admin has decided this registration just now.'),
  )
}

function judge(account: Account, decision: RegistrationDecision): Account {
  const judged =
    decision.kind === 'approve'
      ? approveRegistration(account, decision.roles)
      : rejectRegistration(account)
  if (isRefusal(judged)) throw new DomainError(judged)
  return judged
}
