import { DomainError, type ErrorCode } from '../../../domain/errors.js'
import { findTicketState } from '../../../read/tickets/find.js'
import { recordAudit } from '../../../write/audit/record.js'
import type { AppDeps, Asking } from '../../env.js'

const UNAUDITED: readonly ErrorCode[] = ['not_found', 'unavailable']

/** Does the work; what is refused of a ticket that the author sees is audited. Throws the refusal. */
export async function auditRefusedMessage<T>(
  asking: Asking,
  deps: AppDeps,
  ref: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DomainError && !UNAUDITED.includes(error.refusal.code)) {
      await record(asking, deps, ref, error.refusal.code)
    }
    throw error
  }
}

async function record(asking: Asking, deps: AppDeps, ref: string, code: ErrorCode): Promise<void> {
  const { person } = asking.get('caller')
  const { id: ticketId } = await findTicketState(asking.get('db'), person, ref)
  await recordAudit(asking.get('db'), {
    actor: { kind: 'user', id: person.id },
    origin: asking.get('origin'),
    action: 'message.send',
    outcome: 'denied',
    entity: 'message',
    entityId: asking.get('workId'),
    ticketId,
    after: { code },
  })
  deps.notifyCommitted()
}
