import type { KeptUser, UserPatch } from '../../contracts/kept-users.js'
import { isActiveAdmin, isErased } from '../../database/names.js'
import {
  type Account,
  type AccountChange,
  changeAccount,
  gainsAccess,
  isRefusal,
} from '../../domain/people/account.js'
import { canHead, refuseLossOfAdmin } from '../../domain/people/admins.js'
import { erasedForGood } from '../../domain/people/erasure.js'
import type { AccountStatus } from '../../domain/people.js'
import { KEPT_USER } from '../../read/users/kept.js'
import type { Change } from '../resources/change-facts.js'
import { refuseWith, requireDepartment } from '../resources/require.js'
import type { Resource } from '../resources/resource.js'
import { leaveDepartments } from './leave-departments.js'
import { type LinkMaker, tellOfAccess } from './tell-of-access.js'

/** What is written: `active` is a part of the account's status. */
type UserBody = Omit<UserPatch, 'active'> & { status?: AccountStatus }

const OTHER_ADMIN = `SELECT 1 FROM app_user u WHERE u.organization_id = $1 AND u.id <> $2
  AND ${isActiveAdmin('u')} LIMIT 1`

const ERASED = `SELECT 1 FROM app_user u WHERE u.organization_id = $1 AND u.id = $2 AND ${isErased('u')}`

/** A registration that was not decided, or was rejected, is that again once it is restored. */
const CLOSE = `UPDATE app_user SET status = CASE status WHEN 'active' THEN 'inactive' ELSE status END, helpdesk_authorized = false
  WHERE organization_id = $1 AND id = $2`

/** Whoever may use the help desk no more has their sessions and sockets ended by a trigger, whatever takes it from them. */
export const keepUsers = (linkMaker: LinkMaker): Resource<KeptUser, UserBody> => ({
  entity: 'user',
  noun: 'user',
  table: 'app_user',
  alias: 'u',
  select: KEPT_USER,
  columns: {
    status: 'status',
    helpdeskAuthorized: 'helpdesk_authorized',
    roles: 'roles',
    departmentId: 'department_id',
    firstName: 'first_name',
    lastName: 'last_name',
    maxConcurrentTickets: 'max_concurrent_tickets',
    skills: 'skills',
    certifications: 'certifications',
    tier: 'tier',
  },
  judge: async (change, given, before) => {
    if (before === undefined) return {}
    if (given.departmentId !== before.departmentId) {
      await requireDepartment(change, given.departmentId)
    }
    const after = await changeJudged(change, before, given)
    const { status, isAuthorized: helpdeskAuthorized, roles } = after
    return { status, helpdeskAuthorized, roles: [...roles] }
  },
  relate: async (change, id, { departmentId, ...given }, before) => {
    if (before === undefined) return
    const left =
      departmentId === undefined || departmentId === before.departmentId
        ? null
        : before.departmentId
    const { status = 'inactive', helpdeskAuthorized = false, roles = [] } = given
    const account: Account = { status, isAuthorized: helpdeskAuthorized, roles }
    await leaveDepartments(change, id, canHead(account) ? left : 'all')
    if (gainsAccess(toAccount(before), account)) await tellOfAccess(change, id, linkMaker)
  },
  retire: async (change, view) => {
    await changeJudged(change, view, view.active ? { active: false } : {})
    await change.query(CLOSE, [view.id])
    await leaveDepartments(change, view.id, 'all')
  },
  revive: async ({ query }, { id }) => {
    const erased = await query(ERASED, [id])
    if (erased.length > 0) refuseWith(erasedForGood())
  },
})

/** The account as it would be; throws what stands against it. */
async function changeJudged(
  { query, actor }: Change,
  view: KeptUser,
  given: AccountChange,
): Promise<Account> {
  const before = toAccount(view)
  if (!touchesAccount(given)) return before
  const after = changeAccount(before, given)
  if (isRefusal(after)) return refuseWith(after)
  const others = await query<object>(OTHER_ADMIN, [view.id])
  const isOwn = actor.kind === 'user' && actor.id === view.id
  const refused = refuseLossOfAdmin({ before, after, isOwn, hasOtherAdmin: others.length > 0 })
  return refused === undefined ? after : refuseWith(refused)
}

/** Names and the like are changed of a registration that is pending, too. */
function touchesAccount({ active, helpdeskAuthorized, roles }: AccountChange): boolean {
  return [active, helpdeskAuthorized, roles].some((member) => member !== undefined)
}

function toAccount({ status, helpdeskAuthorized, roles }: KeptUser): Account {
  const raw = status === 'unauthorized' ? 'active' : status
  return { status: raw, isAuthorized: helpdeskAuthorized, roles }
}
