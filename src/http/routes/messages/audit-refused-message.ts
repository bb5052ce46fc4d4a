import type { Context } from 'hono'
import { DomainError, type ErrorCode } from '../../../domain/errors.js'
import { findTicketState } from '../../../read/tickets/find.js'
import { recordAudit } from '../../../write/audit/record.js'
import type { AppDeps, AppEnv } from '../../env.js'

const UNAUDITED: readonly ErrorCode[] = ['not_found', 'unavailable']

/** Does the work; what is refused of a ticket that the author sees is audited. Throws the refusal. */
export async function auditRefusedMessage<T>(
  c: Context<AppEnv>,
  deps: AppDeps,
  ref: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DomainError && !UNAUDITED.includes(error.refusal.code)) {
      await record(c, deps, ref, error.refusal.code)
    }
    throw error
  }
}

async function record(
  c: Context<AppEnv>,
  deps: AppDeps,
  ref: string,
  code: ErrorCode,
): Promise<void> {
  const { person } = c.get('caller')
  const { id: ticketId } = await findTicketState(c.get('db'), person, ref)
  await recordAudit(c.get('db'), {
    actor: { kind: 'user', id: person.id },
    origin: c.get('origin'),
    action: 'message.send',
    outcome: 'denied',
    entity: 'message',
    entityId: c.get('workId'),
    ticketId,
    after: { code },
  })
  deps.notifyCommitted()
}
