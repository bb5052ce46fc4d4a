import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { accepted as acceptedSchema } from '../../../contracts/operations.js'
import { request } from '../../../contracts/requests.js'
import { readRequest } from '../../../read/requests/find.js'
import { answerCommand } from '../../answer-command.js'
import type { AppDeps, AppEnv } from '../../env.js'
import { COMMAND_RESPONSES, json } from '../../route.js'
import type { CommandRequest } from '../../send-command.js'

export const RAISED_RESPONSES = {
  ...COMMAND_RESPONSES,
  202: json(z.union([request, acceptedSchema]), 'It waits for a moderator'),
}

/** Sends a command that raises a request; the request, or that the command is not decided yet, is the answer. */
export async function raiseRequest(c: Context<AppEnv>, deps: AppDeps, sent: CommandRequest) {
  return answerCommand(c, deps, { ...sent, isOwnAnswer: true }, async () =>
    c.json(await readRequest(c.get('db'), c.get('caller').person, c.get('workId')), 202),
  )
}
