import type { MacroResult, MacroView } from '../../../contracts/macros.js'
import { planAction, type SingleAction, type Step } from '../../../domain/automation/actions.js'
import { MOST_PARTS } from '../../../domain/automation/list-parts.js'
import { DomainError, refuse } from '../../../domain/errors.js'
import { findMacro } from '../../../read/macros/find.js'
import { readStepFacts } from '../../../read/rules/read-step-facts.js'
import { findTicket } from '../../../read/tickets/find.js'
import { readPlaceholders } from '../../../read/tickets/placeholders.js'
import type { AppDeps, Asked, Asking } from '../../env.js'
import { sendCommand } from '../../send-command.js'
import { sendToChat } from '../messages/send-to-chat.js'
import { tellWebhook } from './tell-webhook.js'

type Result = MacroResult['results'][number]
type Outcome = Omit<Result, 'action'>
/** What one request does: which macros it has opened, each once, and how many actions it may still carry out. */
interface Round {
  opened: Set<string>
  left: number
}
type Macro = Pick<MacroView, 'id' | 'name' | 'actions'>

/**
 * One after the other, each on the ticket as the one before has left it. Each is the work of an id of its own, made from the
 * request's: asking again under the same key carries out nothing twice.
 */
export async function carryOutActions(
  asking: Asking,
  deps: AppDeps,
  ticketId: string,
  { id, name, actions }: Macro,
  round: Round = { opened: new Set(), left: MOST_PARTS },
): Promise<Result[]> {
  round.opened.add(id)
  const results: Result[] = []
  for (const [n, action] of actions.entries()) {
    const part = nameWork(asking, `${asking.get('workId')}/${n}`)
    const outcome = await tryAction(() => {
      takeOne(round)
      return action.type === 'macro'
        ? openMacro(part, deps, ticketId, action.macroId, round)
        : carryOutAction(part, deps, ticketId, { name, action })
    })
    results.push({ action: action.type, ...outcome })
  }
  return results
}

function takeOne(round: Round): void {
  if (round.left === 0) refuse('macro_too_long', `It has more than ${MOST_PARTS} actions.`)
  round.left -= 1
}

/** The same request, whose work this part is; its lock was judged before the first. */
function nameWork(asking: Asking, workId: string): Asking {
  const own: Partial<Asked> = { workId, ifMatch: undefined }
  return { get: (key) => (key in own ? (own as Asked)[key] : asking.get(key)) } // those that it has
}

async function tryAction(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DomainError) return { ok: false, code: error.refusal.code }
    throw error
  }
}

/** Each is opened once: those that name one another would go round and round. What is in it is told as one list. */
async function openMacro(
  asking: Asking,
  deps: AppDeps,
  ticketId: string,
  id: string,
  round: Round,
): Promise<Outcome> {
  if (round.opened.has(id)) return { ok: false, code: 'macro_loop' }
  const macro = await findMacro(asking.get('db'), asking.get('caller').person, id)
  const results = await carryOutActions(asking, deps, ticketId, macro, round)
  const all = results.flatMap(({ results: inner, ...result }) => inner ?? [result])
  const code = all.find(({ ok }) => !ok)?.code
  return { ok: code === undefined, ...(code === undefined ? {} : { code }), results: all }
}

async function carryOutAction(
  asking: Asking,
  deps: AppDeps,
  ticketId: string,
  { name, action }: { name: string; action: SingleAction },
): Promise<Outcome> {
  const { person } = asking.get('caller')
  const db = asking.get('db')
  const record = await findTicket(db, person, ticketId, 'after_own_command')
  const { state: ticket } = record
  const known = await readStepFacts(db, ticket, action)
  const context = { ticket, values: readPlaceholders(record), because: name, ...known }
  const step = planAction(action, context)
  if (step.kind === 'webhook') return tellWebhook(asking, deps, ticketId, { ...step, name })
  return carryOut(asking, deps, ticketId, step)
}

async function carryOut(
  asking: Asking,
  deps: AppDeps,
  ref: string,
  step: Exclude<Step, { kind: 'webhook' }>,
): Promise<Outcome> {
  if (step.kind === 'refused') return { ok: false, code: step.code }
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
