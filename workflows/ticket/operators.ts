import { ApplicationFailure, log, setHandler } from '@temporalio/workflow'
import type { Refusal } from '../../src/domain/errors.js'
import type { CommandName } from '../../src/domain/ticket/commands.js'
import { PEOPLE_COMMANDS } from '../../src/domain/ticket/rules.js'
import { createMutex } from '../mutex.js'
import { operator } from '../proxies.js'
import { commandSignal, type TicketInput } from './messages.js'
import { operatorCommandId, type Road } from './road.js'

/** Every command also as a signal from the Temporal UI or CLI: same judge, outcome in the inbox. */
export function handleOperators(input: TicketInput, road: Road): void {
  let received = 0
  const inTurn = createMutex() // in the order in which they were sent
  for (const name of PEOPLE_COMMANDS) {
    setHandler(commandSignal(name), async (body) => {
      received += 1
      const commandId = operatorCommandId(received)
      await inTurn(() => carry(name, body, commandId))
    })
  }

  async function carry(name: CommandName, body: unknown, commandId: string): Promise<void> {
    try {
      const envelope = await operator.receiveOperatorCommand.executeWithOptions(
        { summary: `${name} by an operator` },
        [{ ...input, name, body: body ?? {}, commandId }],
      )
      if (envelope === null) return
      await road.perform(envelope)
    } catch (error) {
      await operator.recordRefusal(commandId, refusalOf(error))
      log.warn('an operator was refused', { name, error: String(error) })
    }
  }
}

function refusalOf(error: unknown): Refusal {
  const refused = error instanceof ApplicationFailure ? error.details?.[0] : undefined
  const known = refused as Refusal | undefined // refusalFailure puts it there
  return known ?? { code: 'internal', error: 'Something went wrong; nothing was changed.' }
}
