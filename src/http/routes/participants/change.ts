import type { Context } from 'hono'
import { findTicket } from '../../../read/tickets/find.js'
import { readParticipants } from '../../../read/tickets/participants.js'
import { accepted, type CommandRequest, etag, sendCommand } from '../../commands.js'
import type { AppDeps, AppEnv } from '../../env.js'

/** Sends a command about participants; all of them, or that the command is not decided yet, are the answer. */
export async function changeParticipants(c: Context<AppEnv>, deps: AppDeps, sent: CommandRequest) {
  const done = await sendCommand(c, deps, sent)
  if (done.kind === 'pending') return accepted(c, done.operationId)
  const { person } = c.get('caller')
  const { state } = await findTicket(c.get('db'), person, done.ticketId, 'after_own_command')
  c.header('ETag', etag(state.revision))
  return c.json({ items: await readParticipants(c.get('db'), state), nextCursor: null }, 200)
}
