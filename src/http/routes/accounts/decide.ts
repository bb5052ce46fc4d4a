import type { Context } from 'hono'
import { isUuid } from '../../../database/uuid.js'
import { refuseMissing } from '../../../domain/errors.js'
import { readKeptUser } from '../../../read/users/kept.js'
import {
  decideRegistration,
  type RegistrationDecision,
} from '../../../write/users/decide-registration.js'
import type { AppDeps, AppEnv } from '../../env.js'

/** Approving and rejecting are one decision; the answer is the account after it. */
export async function answerDecision(
  c: Context<AppEnv>,
  deps: AppDeps,
  id: string,
  decision: RegistrationDecision,
) {
  const { organizationId, person } = c.get('caller')
  if (!isUuid(id)) return refuseMissing('user')
  await decideRegistration(deps.db, {
    ...{ organizationId, adminId: person.id, id },
    decision,
    origin: c.get('origin'),
  })
  deps.notifyCommitted()
  return c.json(await readKeptUser(c.get('db'), id), 200)
}
