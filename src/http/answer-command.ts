import type { Context } from 'hono'
import type { TicketRecord } from '../database/rows.js'
import { findTicketIfVisible } from '../read/tickets/find.js'
import { recordAfter, ticketAfter } from './after-command.js'
import { BASE } from './base.js'
import type { AppDeps, AppEnv } from './env.js'
import { type CommandRequest, sendCommand } from './send-command.js'

/**
 * Sends the command; `answer` builds the response after it, unless it is not decided yet. Throws the refusal. Whoever
 * carries a command out sees the ticket after it; whoever only repeats one sees what they may see now.
 */
export async function answerCommand<R>(
  c: Context<AppEnv>,
  deps: AppDeps,
  sent: CommandRequest,
  answer: (ticketId: string) => R | Promise<R>,
) {
  const reply = await sendCommand(c, deps, sent)
  if (reply.kind === 'pending') return accepted(c, reply.operationId)
  c.set('answersCommand', true)
  const { ticketId, operationId, isRepeated } = reply
  const isHidden = isRepeated && sent.isOwnAnswer !== true && !(await isVisible(c, ticketId))
  return isHidden ? accepted(c, operationId, 'applied') : answer(ticketId)
}

async function isVisible(c: Context<AppEnv>, ticketId: string): Promise<boolean> {
  const record = await findTicketIfVisible(c.get('db'), c.get('caller').person, ticketId)
  return record !== undefined
}

/** As `answerCommand`: the response is the ticket after it. */
export async function answerTicket(c: Context<AppEnv>, deps: AppDeps, sent: CommandRequest) {
  return answerCommand(c, deps, sent, async (ticketId) =>
    c.json(await ticketAfter(c, deps, ticketId), 200),
  )
}

/** The response is a whole list, as the ticket has it after the command. */
export async function answerList<T>(
  c: Context<AppEnv>,
  deps: AppDeps,
  sent: CommandRequest,
  list: (record: TicketRecord) => T[] | Promise<T[]>,
) {
  return answerCommand(c, deps, sent, async (ticketId) => {
    const record = await recordAfter(c, ticketId)
    return c.json({ items: await list(record), nextCursor: null }, 200)
  })
}

/** Taken; whoever asks again under the operation's address learns how it was decided. */
function accepted(
  c: Context<AppEnv>,
  operationId: string,
  status: 'pending' | 'applied' = 'pending',
) {
  c.header('Location', `${BASE}/operations/${operationId}`)
  return c.json({ operationId, status }, 202)
}
