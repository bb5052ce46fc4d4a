import { createCommandQueue } from '../src/database/command-queue.js'
import type { Database } from '../src/database/pool.js'
import type { Leased } from '../src/database/queue.js'
import { refusal } from '../src/domain/errors.js'
import type { CommandName } from '../src/domain/ticket/commands/index.js'
import { rejectCommand } from '../src/write/inbox/reject.js'
import type { Gateway } from './gateway.js'

export interface RelayDeps {
  db: Database
  gateway: Gateway
}

const TICKETS_AT_ONCE = 8
const LEASE_SECONDS = 60
const RETRY_SECONDS = 2
/** Whatever keeps a command from being decided so often is no outage: each try has its own five seconds. */
const TRIES_WHILE_UP = 50

type Pending = Leased<{ name: CommandName; approvalN: number | null; attempts: number }>

/** Sends what was answered 202, or was lost on the way, under the same ids; true when there may be more. */
export async function relayPending(deps: RelayDeps): Promise<boolean> {
  const queue = createCommandQueue(deps.db)
  const tickets = await queue.lease<Pending>(TICKETS_AT_ONCE, LEASE_SECONDS)
  const done = await Promise.all(
    tickets.map(async (commands) => {
      const left = await relayTicket(deps, commands)
      if (left.length > 0) await queue.retryLater(left, RETRY_SECONDS)
      return left.length === 0
    }),
  )
  return tickets.length > 0 && done.every(Boolean)
}

/** In order of arrival; the ids of those that must wait, since one before them is not decided. */
async function relayTicket(deps: RelayDeps, commands: Pending[]): Promise<string[]> {
  for (const [index, command] of commands.entries()) {
    if (!(await relayOne(deps, command))) return commands.slice(index).map(({ id }) => id)
  }
  return []
}

async function relayOne({ db, gateway }: RelayDeps, command: Pending): Promise<boolean> {
  const { id: commandId, name, approvalN, attempts } = command
  const ref = approvalN === null ? { commandId, name } : { commandId, name, approvalN }
  const outcome = await gateway.send(command, ref)
  if (outcome.kind !== 'away') return true
  if (!gateway.isUp() || attempts < TRIES_WHILE_UP) return false
  await rejectCommand(db, commandId, refusal('internal', 'It could not be carried out.'))
  return true
}
