import type { MacroResult, MacroView } from '../../../contracts/macros.js'
import { type Action, planAction, type Step } from '../../../domain/automation/actions.js'
import { DomainError } from '../../../domain/errors.js'
import { findTicket } from '../../../read/tickets/find.js'
import { readPlaceholders } from '../../../read/tickets/placeholders.js'
import type { AppDeps, Asked, Asking } from '../../env.js'
import { sendCommand } from '../../send-command.js'
import { sendToChat } from '../messages/send-to-chat.js'

type Result = MacroResult['results'][number]

/**
 * One after the other, each on the ticket as the one before has left it. Each is the work of an id of its own, made from the
 * request's: asking again under the same key carries out nothing twice.
 */
export async function carryOutActions(
  asking: Asking,
  deps: AppDeps,
  ticketId: string,
  { name, actions }: Pick<MacroView, 'name' | 'actions'>,
): Promise<Result[]> {
  const results: Result[] = []
  for (const [n, action] of actions.entries()) {
    const part = nameWork(asking, `${asking.get('workId')}/${n}`)
    results.push({
      action: action.type,
      ...(await tryAction(part, deps, ticketId, { name, action })),
    })
  }
  return results
}

/** The same request, whose work this part is; its lock was judged before the first. */
function nameWork(asking: Asking, workId: string): Asking {
  const own: Partial<Asked> = { workId, ifMatch: undefined }
  return { get: (key) => (key in own ? (own as Asked)[key] : asking.get(key)) } // those that it has
}

async function tryAction(
  asking: Asking,
  deps: AppDeps,
  ticketId: string,
  { name, action }: { name: string; action: Action },
): Promise<Omit<Result, 'action'>> {
  try {
    const { person } = asking.get('caller')
    const record = await findTicket(asking.get('db'), person, ticketId, 'after_own_command')
    const values = readPlaceholders(record)
    const context = { ticket: record.state, values, because: name }
    return await carryOut(asking, deps, ticketId, planAction(action, context))
  } catch (error) {
    if (error instanceof DomainError) return { ok: false, code: error.refusal.code }
    throw error
  }
}

async function carryOut(
  asking: Asking,
  deps: AppDeps,
  ref: string,
  step: Step,
): Promise<Omit<Result, 'action'>> {
  if (step.kind === 'message') {
    const { body, visibility } = step
    await sendToChat(asking, deps, ref, { body, visibility, attachments: [] })
    return { ok: true }
  }
  const { name, payload, texts } = step
  const sent = { name, ref, body: { ...payload, ...texts }, by: 'macro' } as const
  const reply = await sendCommand(asking, deps, sent)
  if (reply.kind === 'applied') return { ok: true }
  return { ok: false, code: 'pending', operationId: reply.operationId }
}
