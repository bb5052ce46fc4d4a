import { acknowledge } from './acknowledge.js'
import { addParticipant } from './add-participant.js'
import { addTeamMembers } from './add-team-members.js'
import { answerClarification } from './answer-clarification.js'
import { approve } from './approve.js'
import { askClarification } from './ask-clarification.js'
import { assign } from './assign.js'
import { autoClose } from './auto-close.js'
import { autoVerify } from './auto-verify.js'
import { breachSla } from './breach-sla.js'
import { changePriority } from './change-priority.js'
import { claim } from './claim.js'
import { close } from './close.js'
import type { CommandDefinition, CommandInput, Rule } from './command.js'
import { complete } from './complete.js'
import { decideApproval } from './decide-approval.js'
import { declineRequest } from './decline-request.js'
import { deleteDraft } from './delete-draft.js'
import { deleteSubTicket } from './delete-sub-ticket.js'
import { escalate } from './escalate.js'
import { escalateApproval } from './escalate-approval.js'
import { expireDraft } from './expire-draft.js'
import { noteUnacknowledged } from './note-unacknowledged.js'
import { notify } from './notify.js'
import { nudgeSubTickets } from './nudge-sub-tickets.js'
import { postpone } from './postpone.js'
import { progress } from './progress.js'
import { reassign } from './reassign.js'
import { reject } from './reject.js'
import { remindApproval } from './remind-approval.js'
import { remindPostponed } from './remind-postponed.js'
import { removeParticipant } from './remove-participant.js'
import { removeTeamMember } from './remove-team-member.js'
import { reopen } from './reopen.js'
import { requestApproval } from './request-approval.js'
import { requestPostponement } from './request-postponement.js'
import { requestReopening } from './request-reopening.js'
import { requestRework } from './request-rework.js'
import { requestSubTicket } from './request-sub-ticket.js'
import { resolve } from './resolve.js'
import { restart } from './restart.js'
import { restoreDraft } from './restore-draft.js'
import { setCategory } from './set-category.js'
import { setDepartment } from './set-department.js'
import { setTags } from './set-tags.js'
import { split } from './split.js'
import { start } from './start.js'
import { submit } from './submit.js'
import { subticketReopened } from './subticket-reopened.js'
import { subticketsClosed } from './subtickets-closed.js'
import { subticketsProgressed } from './subtickets-progressed.js'
import { undo } from './undo.js'
import { warnSla } from './warn-sla.js'
import { withdraw } from './withdraw.js'

/** Every command of a ticket, in the order of its lifecycle; all tables derive from this one. */
const DEFINITIONS = {
  submit,
  delete_draft: deleteDraft,
  restore_draft: restoreDraft,
  expire_draft: expireDraft,
  ask_clarification: askClarification,
  answer_clarification: answerClarification,
  reject,
  approve,
  assign,
  claim,
  reassign,
  change_priority: changePriority,
  set_tags: setTags,
  set_department: setDepartment,
  set_category: setCategory,
  notify,
  acknowledge,
  note_unacknowledged: noteUnacknowledged,
  start,
  progress,
  complete,
  resolve,
  request_rework: requestRework,
  auto_verify: autoVerify,
  auto_close: autoClose,
  close,
  withdraw,
  postpone,
  remind_postponed: remindPostponed,
  restart,
  split,
  nudge_sub_tickets: nudgeSubTickets,
  delete_sub_ticket: deleteSubTicket,
  subtickets_progressed: subticketsProgressed,
  subtickets_closed: subticketsClosed,
  subticket_reopened: subticketReopened,
  request_approval: requestApproval,
  decide_approval: decideApproval,
  remind_approval: remindApproval,
  escalate_approval: escalateApproval,
  request_reopening: requestReopening,
  request_sub_ticket: requestSubTicket,
  request_postponement: requestPostponement,
  decline_request: declineRequest,
  reopen,
  add_participant: addParticipant,
  remove_participant: removeParticipant,
  add_team_members: addTeamMembers,
  remove_team_member: removeTeamMember,
  undo,
  warn_sla: warnSla,
  breach_sla: breachSla,
  escalate,
}

type Definitions = typeof DEFINITIONS
export type CommandName = keyof Definitions

export type Payloads = {
  [N in CommandName]: Definitions[N] extends CommandDefinition<infer P, infer _E> ? P : never
}
export type CommandEvents = {
  [N in CommandName]: Definitions[N] extends CommandDefinition<infer _P, infer E> ? E : never
}

/** A command with its name; the name picks the payload. */
export type Command<N extends CommandName = CommandName> = {
  [K in N]: CommandInput<Payloads[K]> & { name: K }
}[N]

export const COMMANDS: { [N in CommandName]: CommandDefinition<Payloads[N], CommandEvents[N]> } =
  DEFINITIONS

export function getCommand<N extends CommandName>(
  name: N,
): CommandDefinition<Payloads[N], CommandEvents[N]> {
  return COMMANDS[name]
}

export function commandRule(name: CommandName): Rule {
  return COMMANDS[name].rule
}

export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[] // the keys of that very object

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name)
}

const NOT_PEOPLE: readonly string[] = ['system', 'automation', 'automation_of_staff']

/** Commands that people and operators send; the rest are the system's own, and what rules and macros do. */
export const PEOPLE_COMMANDS: readonly CommandName[] = COMMAND_NAMES.filter((name) =>
  commandRule(name).who.some((relation) => !NOT_PEOPLE.includes(relation)),
)
