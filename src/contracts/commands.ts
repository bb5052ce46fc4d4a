import type { z } from 'zod'
import type { CommandName } from '../domain/ticket/commands/index.js'
import * as bodies from './command-bodies.js'
import { emptyBody } from './common.js'

interface CommandBody {
  schema: z.ZodType<Record<string, unknown>>
  /** Members that are texts: they stay in the inbox and never enter a workflow. */
  texts: readonly string[]
  /** A member whose value is a list of objects, and which of their members are texts. */
  listed?: { member: string; texts: readonly string[] }
}

/** The body of each command that people send, the same by HTTP and by an operator's signal. */
const BODIES = {
  submit: { schema: emptyBody, texts: [] },
  approve: { schema: bodies.approveBody, texts: [] },
  ask_clarification: { schema: bodies.clarifyBody, texts: ['question'] },
  answer_clarification: { schema: bodies.clarificationBody, texts: ['answer'] },
  reject: { schema: bodies.rejectBody, texts: ['reason'] },
  assign: { schema: bodies.assignBody, texts: [] },
  claim: { schema: emptyBody, texts: [] },
  reassign: { schema: bodies.reassignBody, texts: ['reason'] },
  acknowledge: { schema: emptyBody, texts: [] },
  start: { schema: emptyBody, texts: [] },
  progress: { schema: bodies.progressBody, texts: ['notes'] },
  complete: { schema: bodies.completeBody, texts: ['notes'] },
  resolve: { schema: bodies.resolveBody, texts: ['comment'] },
  request_rework: { schema: bodies.reworkBody, texts: ['comment'] },
  close: { schema: bodies.closeBody, texts: ['reason'] },
  withdraw: { schema: bodies.withdrawBody, texts: ['reason'] },
  delete_draft: { schema: emptyBody, texts: [] },
  restore_draft: { schema: emptyBody, texts: [] },
  postpone: { schema: bodies.postponeBody, texts: ['reason'] },
  restart: { schema: emptyBody, texts: [] },
  split: {
    schema: bodies.splitBody,
    texts: [],
    listed: { member: 'subTickets', texts: ['title', 'description'] },
  },
  delete_sub_ticket: { schema: emptyBody, texts: [] },
  request_approval: { schema: bodies.approvalBody, texts: ['reason'] },
  decide_approval: { schema: bodies.decisionBody, texts: ['comment'] },
  request_reopening: { schema: bodies.reopenBody, texts: ['reason'] },
  request_sub_ticket: {
    schema: bodies.subTicketRequestCommandBody,
    texts: ['title', 'description', 'message', 'reason'],
  },
  request_postponement: { schema: bodies.postponeBody, texts: ['reason'] },
  decline_request: { schema: bodies.declineBody, texts: ['reason'] },
  reopen: { schema: bodies.reopenBody, texts: ['reason'] },
  add_participant: { schema: bodies.participantBody, texts: ['reason'] },
  remove_participant: { schema: bodies.participantBody, texts: ['reason'] },
  add_team_members: { schema: bodies.teamBody, texts: [] },
  remove_team_member: { schema: bodies.teamMemberBody, texts: [] },
  undo: { schema: emptyBody, texts: [] },
  change_priority: { schema: bodies.changePriorityBody, texts: [] },
  set_tags: { schema: bodies.setTagsBody, texts: [] },
} satisfies Partial<Record<CommandName, CommandBody>>

export type AutomationCommand = Extract<CommandName, 'set_department' | 'set_category' | 'notify'>

/** What macros may do beside: no body of theirs comes from outside. */
const AUTOMATION_TEXTS: Record<AutomationCommand, readonly string[]> = {
  set_department: [],
  set_category: [],
  notify: ['text'],
}

export type PeopleCommand = keyof typeof BODIES
export const COMMAND_BODIES: Record<PeopleCommand, CommandBody> = BODIES

export function isPeopleCommand(name: string): name is PeopleCommand {
  return Object.hasOwn(COMMAND_BODIES, name)
}

export interface CommandParts {
  payload: Record<string, unknown>
  texts: Record<string, string>
}

/** Divides a validated body into what decides and what is only kept. */
export function divideBody(
  name: PeopleCommand | AutomationCommand,
  body: Record<string, unknown>,
): CommandParts {
  if (!isPeopleCommand(name)) return divide(body, AUTOMATION_TEXTS[name])
  const { texts, listed } = COMMAND_BODIES[name]
  const parts = divide(body, texts)
  const items = listed === undefined ? undefined : parts.payload[listed.member]
  if (listed === undefined || !Array.isArray(items)) return parts
  const divided = items.map((item: Record<string, unknown>) => divide(item, listed.texts))
  parts.payload[listed.member] = divided.map(({ payload }) => payload)
  for (const [index, item] of divided.entries()) {
    for (const [key, value] of Object.entries(item.texts)) {
      parts.texts[`${listed.member}.${index}.${key}`] = value
    }
  }
  return parts
}

function divide(body: Record<string, unknown>, texts: readonly string[]): CommandParts {
  const parts: CommandParts = { payload: {}, texts: {} }
  for (const [key, value] of Object.entries(body)) {
    if (value === undefined) continue
    if (texts.includes(key)) parts.texts[key] = String(value)
    else parts.payload[key] = value
  }
  return parts
}
