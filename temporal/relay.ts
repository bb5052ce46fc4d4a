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
/** A ticket gives its place to another after so many, and takes its turn again. */
const COMMANDS_IN_TURN = 10
/** More than one try takes; what a killed worker had in hand is another's after it. */
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

  function take(head: Pending): void {
    const work = relayTicket(deps, queue, head)
      .catch(deps.onError)
      .finally(() => inHand.delete(work))
    inHand.add(work)
  }

  return {
    relayPending: async () => {
      const places = TICKETS_AT_ONCE - inHand.size
      const heads = await queue.lease<Pending>(places, LEASE_SECONDS)
      for (const head of heads) take(head)
      if (heads.length < places) return false
      await Promise.race(inHand)
      return true
    },
    settle: async () => {
      await Promise.all(inHand)
    },
  }
}

/** In order of arrival, for one turn; those behind one that is not decided wait with it. */
async function relayTicket(
  { gateway }: RelayDeps,
  queue: CommandQueue,
  head: Pending,
): Promise<void> {
  let command = head
  for (let sent = 1; await relayOne(gateway, command, queue); sent += 1) {
    const next = await queue.leaseNext<Pending>(command, LEASE_SECONDS)
    if (next === undefined) return
    if (sent >= COMMANDS_IN_TURN) return queue.hold(next.id, 0, { isCounted: false })
    command = next
  }
  const isUp = gateway.isUp() // an outage counts against no command
  const seconds = isUp ? retrySeconds(command) : SHORTEST_RETRY_SECONDS
  return queue.hold(command.id, seconds, { isCounted: isUp })
}

/** True when it is decided. */
async function relayOne(
  gateway: Gateway,
  command: Pending,
  { isPending }: CommandQueue,
): Promise<boolean> {
  const { id: commandId, name, approvalN } = command
  const ref = approvalN === null ? { commandId, name } : { commandId, name, approvalN }
  if ((await gateway.send(command, ref)).kind === 'away') return false
  if (!(await isPending(commandId))) return true
  // its run has answered from memory what the database has lost since; an update that it does not know is carried out
  const updateId = `${commandId}/${randomUUID()}`
  return (await gateway.send(command, { ...ref, updateId })).kind !== 'away'
}

function retrySeconds({ attempts }: Pending): number {
  return Math.min(SHORTEST_RETRY_SECONDS * GROWTH ** attempts, LONGEST_RETRY_SECONDS)
}
