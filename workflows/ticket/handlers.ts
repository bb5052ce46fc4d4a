import {
  log,
  setDefaultSignalHandler,
  setDefaultUpdateHandler,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import type { CommandName } from '../../src/domain/ticket/commands/index.js'
import { toUpdateFailure } from '../failures.js'
import { createMutex } from '../mutex.js'
import { operator } from '../proxies.js'
import { catchUpSignal, positionQuery, type TicketInput } from './messages.js'
import type { TicketEntity } from './ticket-entity.js'

/** What every run that follows a ticket listens to. */
export function handleCatchUp(entity: TicketEntity): void {
  setHandler(catchUpSignal, () =>
    entity.catchUp().catch((error) => log.error('catchUp failed', { error: String(error) })),
  )
  setHandler(positionQuery, () => entity.position)
}

/** An update is named like its command; its one argument is the command's id. */
export function handleCommands(entity: TicketEntity): void {
  setDefaultUpdateHandler(async (name, commandId) => {
    try {
      await entity.carryOut(name as CommandName, String(commandId)) // the gateway sends commands alone
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
    const commandId = operatorCommandId(received)
    await mutex.runExclusive(async () => {
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
    })
  })
}

function operatorCommandId(n: number): string {
  const { workflowId, runId } = workflowInfo()
  return `${workflowId}/signal/${runId}/${n}`
}
