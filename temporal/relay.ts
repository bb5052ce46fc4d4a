import { createCommandQueue } from '../src/database/command-queue.js'
import type { Database } from '../src/database/pool.js'
import type { Leased } from '../src/database/queue.js'
import type { CommandName } from '../src/domain/ticket/commands/index.js'
import type { Gateway } from './gateway.js'

export interface RelayDeps {
  db: Database
  gateway: Gateway
}

const TICKETS_AT_ONCE = 8
/** More than one try takes; renewed before each, so that what a killed worker had in hand soon is another's. */
const LEASE_SECONDS = 10
/** A command that is not decided waits longer each time, and is never given up: only the transaction's word is an outcome. */
const MAX_RETRY_SECONDS = 30

type Pending = Leased<{ name: CommandName; approvalN: number | null; attempts: number }>

/** Sends what was answered 202, or was lost on the way, under the same ids; true when there may be more. */
export async function relayPending(deps: RelayDeps): Promise<boolean> {
  const queue = createCommandQueue(deps.db)
  const tickets = await queue.lease<Pending>(TICKETS_AT_ONCE, LEASE_SECONDS)
  const done = await Promise.all(
    tickets.map(async (commands) => {
      const left = await relayTicket(deps, commands, (ids) => queue.hold(ids, LEASE_SECONDS))
      if (left.length > 0) await queue.hold(left, retrySeconds(commands))
      return left.length === 0
    }),
  )
  return tickets.length > 0 && done.every(Boolean)
}

/** In order of arrival; the ids of those that must wait, since one before them is not decided. */
async function relayTicket(
  deps: RelayDeps,
  commands: Pending[],
  hold: (ids: string[]) => Promise<void>,
): Promise<string[]> {
  for (const [index, command] of commands.entries()) {
    const left = commands.slice(index).map(({ id }) => id)
    if (index > 0) await hold(left)
    if (!(await relayOne(deps, command))) return left
  }
  return []
}

async function relayOne({ gateway }: RelayDeps, command: Pending): Promise<boolean> {
  const { id: commandId, name, approvalN } = command
  const ref = approvalN === null ? { commandId, name } : { commandId, name, approvalN }
  return (await gateway.send(command, ref)).kind !== 'away'
}

function retrySeconds(commands: Pending[]): number {
  const tries = Math.max(...commands.map(({ attempts }) => attempts))
  return Math.min(2 + Math.floor(tries / 10), MAX_RETRY_SECONDS)
}
