import { COMMAND_BODIES, divideBody, isPeopleCommand } from '../../src/contracts/commands.js'
import { refusal } from '../../src/domain/errors.js'
import type { CommandName } from '../../src/domain/ticket/commands/index.js'
import { receiveCommand } from '../../src/write/inbox/receive.js'
import { rejectCommand } from '../../src/write/inbox/reject.js'
import type { ActivityDeps } from '../deps.js'
import { nonRetryableUnlessTransient } from '../failures.js'

export interface OperatorCommand {
  organizationId: string
  ticketId: string
  /** The signal's name: any word may have been typed. */
  name: string
  /** What was typed: it is judged like the body of the HTTP route. */
  body: unknown
  commandId: string
}

/**
 * Makes the inbox row of an operator's signal, so that its texts leave the workflow; null when there is nothing to
 * carry out. Harmless to repeat: the row is keyed by the signal.
 */
export function receiveOperatorCommandActivity({ db }: Pick<ActivityDeps, 'db'>) {
  return (command: OperatorCommand): Promise<CommandName | null> =>
    nonRetryableUnlessTransient(async () => {
      const { organizationId, ticketId, name, commandId } = command
      if (!isPeopleCommand(name)) return null
      const parsed = COMMAND_BODIES[name].schema.safeParse(command.body)
      const parts = parsed.success ? divideBody(name, parsed.data) : { payload: {}, texts: {} }
      const answer = await receiveCommand(db, {
        organizationId,
        ticket: ticketId,
        commandId,
        name,
        actor: { kind: 'operator' },
        origin: { ip: null, userAgent: 'temporal' },
        ...parts,
      })
      if (answer.kind !== 'pending') return null
      if (parsed.success) return name
      const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
      await rejectCommand(db, commandId, refusal('validation_failed', issues.join('; ')))
      return null
    })
}
