import type { Context } from 'hono'
import { findTicket } from '../../../read/tickets/find.js'
import { accepted, type CommandRequest, etag, sendCommand } from '../../commands.js'
import type { AppDeps, AppEnv } from '../../env.js'

/** Sends a command about the team; the whole of it, or that the command is not decided yet, is the answer. */
export async function changeTeam(c: Context<AppEnv>, deps: AppDeps, sent: CommandRequest) {
  const done = await sendCommand(c, deps, sent)
  if (done.kind === 'pending') return accepted(c, done.operationId)
  const { person } = c.get('caller')
  const { state } = await findTicket(c.get('db'), person, done.ticketId, 'after_own_command')
  c.header('ETag', etag(state.revision))
  const items = state.teamMembers.map((userId) => ({ userId }))
  return c.json({ items, nextCursor: null }, 200)
}
