import type { Context } from 'hono'
import { isPeopleCommand, type PeopleCommand } from '../contracts/commands.js'
import { findSentCommand } from '../read/operations/find-sent.js'
import type { AppEnv } from './env.js'

/** The command that an earlier request with the same key has sent: its outcome counts, whatever the ticket is now. */
export async function findRepeatedCommand(c: Context<AppEnv>): Promise<PeopleCommand | undefined> {
  if (c.req.header('idempotency-key') === undefined) return undefined
  const name = await findSentCommand(c.get('db'), c.get('caller').person.id, c.get('workId'))
  return name !== undefined && isPeopleCommand(name) ? name : undefined
}
