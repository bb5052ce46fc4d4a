import {
  log,
  setDefaultSignalHandler,
  setDefaultUpdateHandler,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import type { CommandName } from '../../src/domain/ticket/commands/index.js'
import { shielded } from '../cancellation.js'
import { toUpdateFailure } from '../failures.js'
import { createMutex } from '../mutex.js'
import { operator } from '../proxies.js'
import { catchUpSignal, positionQuery, type TicketInput } from './messages.js'
import type { TicketEntity } from './ticket-entity.js'

/** What every run that follows a ticket listens to. */
export function handleCatchUp(entity: TicketEntity): void {
  setHandler(catchUpSignal, () =>
    shielded(() => entity.catchUp()).catch((error) =>
      log.error('catchUp failed', { error: String(error) }),
    ),
  )
  setHandler(positionQuery, () => entity.position)
}

/** An update is named like its command; its one argument is the command's id. */
export function handleCommands(entity: TicketEntity): void {
  setDefaultUpdateHandler(async (name, commandId) => {
    try {
      const command = name as CommandName // the gateway sends commands alone
      await shielded(() => entity.carryOut(command, String(commandId)))
    } catch (error) {
      throw toUpdateFailure(error)
    }
  })
}

/** Every command also as a signal of its name, from the Temporal UI or CLI: same transaction, outcome in the inbox. */
export function handleOperators(input: TicketInput, entity: TicketEntity): void {
  const { organizationId, ticketId } = input
  const mutex = createMutex() // in the order in which they were sent
  let received = 0
  setDefaultSignalHandler(async (name, body) => {
    received += 1
    const commandId = operatorCommandId(received, JSON.stringify([name, body]))
    const receive = async () => {
      try {
        const command = await operator.receiveOperatorCommand.executeWithOptions(
          { summary: `${name} by an operator` },
          [{ organizationId, ticketId, name, body: body ?? {}, commandId }],
        )
        if (command !== null) return await entity.carryOut(command, commandId)
        log.warn('a signal of an operator was not carried out', { name })
      } catch (error) {
        log.warn('an operator was refused', { name, error: String(error) })
      }
    }
    await shielded(() => mutex.runExclusive(receive))
  })
}

/**
 * The same for a signal that a reset delivers again, so that it is carried out once; another for a signal that comes
 * to the place of one that the reset left out.
 */
function operatorCommandId(n: number, content: string): string {
  const { workflowId, originalExecutionRunId } = workflowInfo()
  return `${workflowId}/signal/${originalExecutionRunId}/${n}-${fingerprint(content)}`
}

/** FNV-1a: there is no cryptography in a workflow, and none is needed. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  }
  return hash.toString(36)
}
