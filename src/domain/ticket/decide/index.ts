import { findRelations, standing } from '../../access/relations.js'
import { type Refusal, refusal } from '../../errors.js'
import type { Actor, Person } from '../../people.js'
import type { Command, CommandName, DecisionContext } from '../commands.js'
import type { TicketEvent } from '../events.js'
import { COMMAND_NAMES, commandRule } from '../rules.js'
import type { TicketState } from '../state.js'
import { acknowledge } from './acknowledge.js'
import { answerClarification } from './answer-clarification.js'
import {
  decideApproval,
  escalateApproval,
  mayDecideNow,
  remindApproval,
  requestApproval,
} from './approval.js'
import { approve } from './approve.js'
import { askClarification } from './ask-clarification.js'
import { assign } from './assign.js'
import type { Behaviour } from './behaviour.js'
import { changePriority } from './change-priority.js'
import { claim } from './claim.js'
import { close } from './close.js'
import { complete } from './complete.js'
import { deleteSubTicket } from './delete-sub-ticket.js'
import { deleteDraft, expireDraft, restoreDraft } from './drafts.js'
import { addParticipant, addTeamMembers, removeParticipant, removeTeamMember } from './people.js'
import { postpone, remindPostponed, restart } from './postpone.js'
import { progress } from './progress.js'
import { reassign } from './reassign.js'
import { reject } from './reject.js'
import { reopen } from './reopen.js'
import { requestRework } from './request-rework.js'
import {
  declineRequest,
  nested,
  requestPostponement,
  requestReopening,
  requestSubTicket,
} from './requests.js'
import { resolve } from './resolve.js'
import { setTags } from './set-tags.js'
import { nudgeSubTickets, split } from './split.js'
import { start } from './start.js'
import { submit } from './submit.js'
import {
  autoClose,
  autoVerify,
  breachSla,
  endUndoWindow,
  noteUnacknowledged,
  warnSla,
} from './timers.js'
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
  delete_draft: deleteDraft,
  restore_draft: restoreDraft,
  expire_draft: expireDraft,
  postpone,
  restart,
  remind_postponed: remindPostponed,
  split,
  delete_sub_ticket: deleteSubTicket,
  request_approval: requestApproval,
  decide_approval: decideApproval,
  remind_approval: remindApproval,
  escalate_approval: escalateApproval,
  nudge_sub_tickets: nudgeSubTickets,
  request_reopening: requestReopening,
  request_sub_ticket: requestSubTicket,
  request_postponement: requestPostponement,
  decline_request: declineRequest,
  reopen,
  add_participant: addParticipant,
  remove_participant: removeParticipant,
  add_team_members: addTeamMembers,
  remove_team_member: removeTeamMember,
  warn_sla: warnSla,
  breach_sla: breachSla,
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
  const held = findRelations(state, command.actor, context.facts.actor)
  const place = standing(commandRule(command.name), state, held)
  if (place === 'forbidden') {
    const { refusedAs = 'forbidden' } = commandRule(command.name)
    return refusal(refusedAs, 'You may not do this to the ticket.')
  }
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
  const held = findRelations(state, actor, person)
  return COMMAND_NAMES.filter(
    (name) =>
      standing(commandRule(name), state, held) === 'allowed' && !isHindered(name, state, actor, at),
  )
}

/** By a conflict that the command's content has no part in. */
function isHindered(name: CommandName, state: TicketState, actor: Actor, at: string): boolean {
  if (name === 'undo') return undoRefusal(state, at) !== undefined
  if (name === 'split' || name === 'request_sub_ticket') return nested(state) !== undefined
  if (name === 'decline_request') return state.requests.length === 0
  if (name === 'decide_approval') return !mayDecideNow(state, actor, at)
  return false
}

/** The table's entry for a name takes the commands of that name: the pairing that a union can't express. */
function behaviourOf(name: CommandName): Behaviour<CommandName> {
  return BEHAVIOURS[name] as unknown as Behaviour<CommandName>
}
