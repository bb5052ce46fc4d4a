import type { Context } from 'hono'
import type { RequestView } from '../../../contracts/requests.js'
import { readRequest } from '../../../read/requests/find.js'
import { accepted, type CommandRequest, sendCommand } from '../../commands.js'
import type { AppDeps, AppEnv } from '../../env.js'

/** Sends the command that grants or declines the request; the answer is the request after it. */
export async function decideRequest(
  c: Context<AppEnv>,
  deps: AppDeps,
  requestId: string,
  buildCommand: (asked: RequestView) => CommandRequest,
) {
  const asked = await readRequest(c.get('db'), requestId)
  const done = await sendCommand(c, deps, buildCommand(asked))
  if (done.kind === 'pending') return accepted(c, done.operationId)
  return c.json(await readRequest(c.get('db'), asked.id), 200)
}
