import { COMMAND_BODIES, divideBody, isPeopleCommand } from '../../src/contracts/commands.js'
import { type Refusal, refusal } from '../../src/domain/errors.js'
import type { Envelope } from '../../src/domain/ticket/envelope.js'
import { receiveCommand, rejectCommand } from '../../src/write/inbox/commands.js'
import { nonRetryableUnlessTransient } from '../failures.js'
import type { ActivityDeps } from '../index.js'

export interface OperatorCommand {
  organizationId: string
  ticketId: string
  name: string
  /** What was typed: judged like the body of the HTTP route. */
  body: unknown
  commandId: string
}

const OPERATOR = { kind: 'operator' } as const

export function operatorActivities({ db }: Pick<ActivityDeps, 'db'>) {
  return {
    /**
     * Makes the inbox row, so that the texts leave the workflow; null when there is nothing more to do.
     * Harmless to repeat: the row is keyed by the signal.
     */
    receiveOperatorCommand: (command: OperatorCommand): Promise<Envelope | null> =>
      nonRetryableUnlessTransient(async () => {
        const { organizationId, ticketId, name, commandId } = command
        if (!isPeopleCommand(name)) return null
        const parsed = COMMAND_BODIES[name].schema.safeParse(command.body)
        const parts = parsed.success ? divideBody(name, parsed.data) : { payload: {}, texts: {} }
        const origin = { ip: null, userAgent: 'temporal' }
        const answer = await receiveCommand(db, {
          organizationId,
          ticketId,
          commandId,
          name,
          actor: OPERATOR,
          origin,
          ...parts,
        })
        if (answer.kind !== 'pending') return null
        if (!parsed.success) {
          const issues = parsed.error.issues.map(
            ({ path, message }) => `${path.join('.')}: ${message}`,
          )
          await rejectCommand(db, commandId, refusal('validation_failed', issues.join('; ')))
          return null
        }
        return {
          commandId,
          name,
          actor: OPERATOR,
          payload: parts.payload,
          given: Object.keys(parts.texts),
          facts: answer.facts,
          seen: answer.seq,
        }
      }),
    /** Harmless to repeat: only a pending row is rejected. */
    recordRefusal: (commandId: string, problem: Refusal): Promise<void> =>
      nonRetryableUnlessTransient(async () => void (await rejectCommand(db, commandId, problem))),
  }
}
