import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { accepted as acceptedSchema } from '../../../contracts/operations.js'
import { request } from '../../../contracts/requests.js'
import { readRequest } from '../../../read/requests/find.js'
import { accepted, type CommandRequest, sendCommand } from '../../commands.js'
import type { AppDeps, AppEnv } from '../../env.js'
import { COMMAND_RESPONSES, json } from '../../route.js'

export const RAISED_RESPONSES = {
  ...COMMAND_RESPONSES,
  202: json(z.union([request, acceptedSchema]), 'It waits for a moderator'),
}

/** Sends a command that raises a request; the request, or that the command is not decided yet, is the answer. */
export async function raiseRequest(c: Context<AppEnv>, deps: AppDeps, sent: CommandRequest) {
  const done = await sendCommand(c, deps, sent)
  if (done.kind === 'pending') return accepted(c, done.operationId)
  return c.json(await readRequest(c.get('db'), c.get('workId')), 202)
}
