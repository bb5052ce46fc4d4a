import type { z } from 'zod'
import type { CommandName } from '../domain/ticket/commands.js'
import {
  approveBody,
  assignBody,
  changePriorityBody,
  clarificationBody,
  clarifyBody,
  closeBody,
  completeBody,
  emptyBody,
  progressBody,
  reassignBody,
  rejectBody,
  resolveBody,
  reworkBody,
  setTagsBody,
  withdrawBody,
} from './ticket-bodies.js'

interface CommandBody {
  schema: z.ZodType<Record<string, unknown>>
  /** Members that are texts: they stay in the inbox and never enter a workflow. */
  texts: readonly string[]
}

export type PeopleCommand = Exclude<
  CommandName,
  'auto_verify' | 'auto_close' | 'note_unacknowledged' | 'end_undo_window'
>

/** The body of each command, the same by HTTP and by an operator's signal. */
export const COMMAND_BODIES: Record<PeopleCommand, CommandBody> = {
  submit: { schema: emptyBody, texts: [] },
  approve: { schema: approveBody, texts: [] },
  ask_clarification: { schema: clarifyBody, texts: ['question'] },
  answer_clarification: { schema: clarificationBody, texts: ['answer'] },
  reject: { schema: rejectBody, texts: ['reason'] },
  assign: { schema: assignBody, texts: [] },
  claim: { schema: emptyBody, texts: [] },
  reassign: { schema: reassignBody, texts: ['reason'] },
  acknowledge: { schema: emptyBody, texts: [] },
  start: { schema: emptyBody, texts: [] },
  progress: { schema: progressBody, texts: ['notes'] },
  complete: { schema: completeBody, texts: ['notes'] },
  resolve: { schema: resolveBody, texts: ['comment'] },
  request_rework: { schema: reworkBody, texts: ['comment'] },
  close: { schema: closeBody, texts: ['reason'] },
  withdraw: { schema: withdrawBody, texts: ['reason'] },
  undo: { schema: emptyBody, texts: [] },
  change_priority: { schema: changePriorityBody, texts: [] },
  set_tags: { schema: setTagsBody, texts: [] },
}

export function isPeopleCommand(name: string): name is PeopleCommand {
  return Object.hasOwn(COMMAND_BODIES, name)
}

export interface CommandParts {
  payload: Record<string, unknown>
  texts: Record<string, string>
}

/** Divides a validated body into what decides and what is only kept. */
export function divideBody(name: PeopleCommand, body: Record<string, unknown>): CommandParts {
  const parts: CommandParts = { payload: {}, texts: {} }
  for (const [key, value] of Object.entries(body)) {
    if (COMMAND_BODIES[name].texts.includes(key)) parts.texts[key] = String(value)
    else parts.payload[key] = value
  }
  return parts
}
