import { randomUUID } from 'node:crypto'
import { type CommandQueue, createCommandQueue } from '../src/database/command-queue.js'
import type { Database } from '../src/database/pool.js'
import type { Leased } from '../src/database/queue.js'
import type { CommandName } from '../src/domain/ticket/commands/index.js'
import type { Gateway } from './gateway.js'

export interface RelayDeps {
  db: Database
  gateway: Gateway
  onError: (error: unknown) => void
}

export interface Relay {
  /** Sends what was answered 202, or was lost on the way, under the same ids; true when there may be more. */
  relayPending(): Promise<boolean>
  /** Resolves when all that it has in hand is sent, or put off. */
  settle(): Promise<void>
}

const TICKETS_AT_ONCE = 8
/** More than one try takes; renewed before each, so that what a killed worker had in hand soon is another's. */
const LEASE_SECONDS = 10
/** A command that is not decided waits longer each time, and is never given up: only the transaction's word is an outcome. */
const SHORTEST_RETRY_SECONDS = 2
const LONGEST_RETRY_SECONDS = 60
const GROWTH = 1.5

type Pending = Leased<{ name: CommandName; approvalN: number | null; attempts: number }>

/** A ticket whose run does not answer keeps one place, and that for its own tries alone: others have the rest. */
export function createRelay(deps: RelayDeps): Relay {
  const queue = createCommandQueue(deps.db)
  const inHand = new Set<Promise<void>>()

  function take(commands: Pending[]): void {
    const work = relayTicket(deps, commands, queue)
      .catch(deps.onError)
      .finally(() => inHand.delete(work))
    inHand.add(work)
  }

  return {
    relayPending: async () => {
      const places = TICKETS_AT_ONCE - inHand.size
      const tickets = await queue.lease<Pending>(places, LEASE_SECONDS)
      for (const commands of tickets) take(commands)
      if (tickets.length < places) return false
      await Promise.race(inHand)
      return true
    },
    settle: async () => {
      await Promise.all(inHand)
    },
  }
}

/** In order of arrival; those behind one that is not decided wait with it. */
async function relayTicket(
  { gateway }: RelayDeps,
  commands: Pending[],
  { hold, isPending }: CommandQueue,
): Promise<void> {
  for (const [index, command] of commands.entries()) {
    const left = commands.slice(index).map(({ id }) => id)
    if (index > 0) await hold(left, LEASE_SECONDS)
    if (await relayOne(gateway, command, isPending)) continue
    return hold(left, gateway.isUp() ? retrySeconds(commands) : SHORTEST_RETRY_SECONDS)
  }
}

/** True when it is decided. */
async function relayOne(
  gateway: Gateway,
  command: Pending,
  isPending: (id: string) => Promise<boolean>,
): Promise<boolean> {
  const { id: commandId, name, approvalN } = command
  const ref = approvalN === null ? { commandId, name } : { commandId, name, approvalN }
  if ((await gateway.send(command, ref)).kind === 'away') return false
  if (!(await isPending(commandId))) return true
  // its run has answered from memory what the database has lost since; an update that it does not know is carried out
  const updateId = `${commandId}/${randomUUID()}`
  return (await gateway.send(command, { ...ref, updateId })).kind !== 'away'
}

function retrySeconds(commands: Pending[]): number {
  const tries = Math.max(...commands.map(({ attempts }) => attempts))
  return Math.min(SHORTEST_RETRY_SECONDS * GROWTH ** tries, LONGEST_RETRY_SECONDS)
}
