import type { Refusal } from '../../errors.js'
import type { Command, CommandName, DecisionContext } from '../commands.js'
import type { CommandEvent } from '../events.js'
import type { TicketState } from '../state.js'

/** What one command adds to its row in the table of rules. All three are pure. */
export interface Behaviour<N extends CommandName> {
  /** The command's own conflict, told before the status is judged. */
  conflict?: (
    state: TicketState,
    command: Command<N>,
    context: DecisionContext,
  ) => Refusal | undefined
  /** Judged after the status. */
  guard?: (state: TicketState, command: Command<N>, context: DecisionContext) => Refusal | undefined
  /** undefined: legal, and changes nothing. Called only after the guard let it through. */
  event: (
    state: TicketState,
    command: Command<N>,
    context: DecisionContext,
  ) => CommandEvent<N> | undefined
}
