import type { Context } from 'hono'
import type { RequestView } from '../../../contracts/requests.js'
import { readRequest } from '../../../read/requests/find.js'
import { answerCommand } from '../../answer-command.js'
import type { AppDeps, AppEnv } from '../../env.js'
import type { CommandRequest } from '../../send-command.js'

/** Sends the command that grants or declines the request; the answer is the request after it. */
export async function answerRequest(
  c: Context<AppEnv>,
  deps: AppDeps,
  requestId: string,
  buildCommand: (asked: RequestView) => CommandRequest,
) {
  const { person } = c.get('caller')
  const asked = await readRequest(c.get('db'), person, requestId)
  return answerCommand(c, deps, buildCommand(asked), async () =>
    c.json(await readRequest(c.get('db'), person, asked.id), 200),
  )
}
