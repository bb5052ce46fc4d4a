import { type Refusal, refusal } from '../../errors.js'
import type { Actor, Person } from '../../people.js'
import type { Command, CommandName, DecisionContext } from '../commands.js'
import type { TicketEvent } from '../events.js'
import { COMMAND_NAMES, ruleOf } from '../rules.js'
import type { TicketState } from '../state.js'
import { standing, standingsOf } from '../who.js'
import { acknowledge } from './acknowledge.js'
import { answerClarification } from './answer-clarification.js'
import { approve } from './approve.js'
import { askClarification } from './ask-clarification.js'
import { assign } from './assign.js'
import type { Behaviour } from './behaviour.js'
import { changePriority } from './change-priority.js'
import { claim } from './claim.js'
import { close } from './close.js'
import { complete } from './complete.js'
import { progress } from './progress.js'
import { reassign } from './reassign.js'
import { reject } from './reject.js'
import { requestRework } from './request-rework.js'
import { resolve } from './resolve.js'
import { setTags } from './set-tags.js'
import { start } from './start.js'
import { submit } from './submit.js'
import { autoClose, autoVerify, endUndoWindow, noteUnacknowledged } from './timers.js'
import { undo, undoRefusal } from './undo.js'
import { withdraw } from './withdraw.js'

const BEHAVIOURS: { [N in CommandName]: Behaviour<N> } = {
  submit,
  approve,
  ask_clarification: askClarification,
  answer_clarification: answerClarification,
  reject,
  assign,
  claim,
  reassign,
  acknowledge,
  start,
  progress,
  complete,
  resolve,
  request_rework: requestRework,
  close,
  withdraw,
  undo,
  change_priority: changePriority,
  set_tags: setTags,
  auto_verify: autoVerify,
  auto_close: autoClose,
  note_unacknowledged: noteUnacknowledged,
  end_undo_window: endUndoWindow,
}

export type Decision =
  | { kind: 'happened'; event: TicketEvent }
  | { kind: 'unchanged' }
  | { kind: 'refused'; refusal: Refusal }

/**
 * The one judge of commands. Order of refusals: role, `If-Match`, the command's own conflict,
 * status, other guards (docs/lifecycle.md).
 */
export function decide(state: TicketState, command: Command, context: DecisionContext): Decision {
  const refused = refusalOf(state, command, context)
  if (refused !== undefined) return { kind: 'refused', refusal: refused }
  const event = behaviourOf(command.name).event(state, command, context)
  return event === undefined ? { kind: 'unchanged' } : { kind: 'happened', event }
}

/** Why it would be refused, undefined when it would not. */
export function refusalOf(
  state: TicketState,
  command: Command,
  context: DecisionContext,
): Refusal | undefined {
  const behaviour = behaviourOf(command.name)
  const held = standingsOf(state, command.actor, context.facts.actor)
  const place = standing(ruleOf(command.name), state, held)
  if (place === 'forbidden') return refusal('forbidden', 'You may not do this to the ticket.')
  if (command.ifMatch !== undefined && command.ifMatch !== state.revision) {
    return staleRevision(state.revision)
  }
  const conflict = behaviour.conflict?.(state, command, context)
  if (conflict !== undefined) return conflict
  if (place === 'wrong_status') {
    return refusal('invalid_transition', `A ticket that is ${state.status} can't do that.`, {
      status: state.status,
      allowedCommands: allowedCommands(state, command.actor, context.facts.actor, context.at),
    })
  }
  if (context.facts.attachmentsMissing.length > 0) {
    return refusal('attachment_not_found', 'There is no such attachment to attach.', {
      attachments: context.facts.attachmentsMissing,
    })
  }
  return behaviour.guard?.(state, command, context)
}

export function staleRevision(currentRevision: number): Refusal {
  return refusal('revision_mismatch', 'The ticket has changed since you read it.', {
    currentRevision,
  })
}

/** What this one may do now; guards that depend on a command's content are told when it comes. */
export function allowedCommands(
  state: TicketState,
  actor: Actor,
  person: Person | null,
  at: string,
): CommandName[] {
  const held = standingsOf(state, actor, person)
  return COMMAND_NAMES.filter(
    (name) =>
      standing(ruleOf(name), state, held) === 'allowed' &&
      (name !== 'undo' || undoRefusal(state, at) === undefined),
  )
}

/** The table's entry for a name takes the commands of that name: the pairing that a union can't express. */
function behaviourOf(name: CommandName): Behaviour<CommandName> {
  return BEHAVIOURS[name] as unknown as Behaviour<CommandName>
}
