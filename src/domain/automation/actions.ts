import { assertNever } from '../assert.js'
import type { ErrorCode } from '../errors.js'
import type { Role } from '../people.js'
import type { CommandName } from '../ticket/commands/index.js'
import type { TicketState } from '../ticket/state.js'
import type { Priority } from '../ticket/status.js'
import { fillPlaceholders, type PlaceholderValues } from './placeholders.js'

export type Action =
  | { type: 'set_priority'; priority: Priority }
  | { type: 'add_tags' | 'remove_tags'; tags: string[] }
  | { type: 'set_department'; departmentId: string }
  | { type: 'set_category'; categoryId: string }
  | AssignAction
  | { type: 'message'; body: string; visibility: 'public' | 'internal' }
  | NotifyAction
  | { type: 'webhook'; webhookId: string }
  | { type: 'macro'; macroId: string }
  | { type: 'close'; reason: string }
  | { type: 'postpone'; reason: string; resumeAt?: string | undefined }

/** To somebody, to whoever of a group has least to do, or of those whose the ticket is. One of the three is given. */
export interface AssignAction {
  type: 'assign'
  assigneeId?: string | undefined
  groupId?: string | undefined
  mode?: 'least_loaded' | undefined
}

/** To those who are named, to all who have one of the roles, or to whoever is this to the ticket. One of the three is given. */
export interface NotifyAction {
  type: 'notify'
  users?: string[] | undefined
  roles?: Role[] | undefined
  to?: 'assignee' | 'requester' | 'head' | undefined
  text: string
}

/** What is carried out by itself: a macro is the actions that it stands for. */
export type SingleAction = Exclude<Action, { type: 'macro' }>

/** What an action does to a ticket: an ordinary command, with what decides and what is only kept, or a message; what a webhook is told; or nothing. */
export type Step =
  | { kind: 'command'; name: CommandName & StepCommand; payload: object; texts: StepTexts }
  | { kind: 'message'; body: string; visibility: 'public' | 'internal' }
  | { kind: 'webhook'; webhookId: string }
  | { kind: 'refused'; code: ErrorCode }

type StepCommand =
  | 'change_priority'
  | 'set_tags'
  | 'set_department'
  | 'set_category'
  | 'notify'
  | 'assign'
  | 'reassign'
  | 'close'
  | 'postpone'
type StepTexts = Record<string, string>

/** Whom an action that leaves it open gives the ticket to; the department where that is another than the ticket's. */
export interface Chosen {
  assigneeId: string
  departmentId?: string
}

export interface StepContext {
  ticket: Pick<TicketState, 'status'>
  values: PlaceholderValues
  /** Why, where a command needs a reason that the action has not. */
  because: string
  /** null where there is nobody. */
  chosen?: Chosen | null
  /** Who has the roles that the action names. */
  holders?: readonly string[]
}

/** What the action is for a ticket as it is now; whether it may be, whoever carries it out judges. */
export function planAction(action: SingleAction, context: StepContext): Step {
  const fill = (text: string) => fillPlaceholders(text, context.values)
  switch (action.type) {
    case 'set_priority':
      return command('change_priority', { priority: action.priority })
    case 'add_tags':
      return command('set_tags', { add: action.tags })
    case 'remove_tags':
      return command('set_tags', { remove: action.tags })
    case 'set_department':
      return command('set_department', { departmentId: action.departmentId })
    case 'set_category':
      return command('set_category', { categoryId: action.categoryId })
    case 'assign':
      return planAssignment(action, context)
    case 'message':
      return { kind: 'message', body: fill(action.body), visibility: action.visibility }
    case 'notify': {
      const { to, users = context.holders ?? [] } = action
      const payload = to === undefined ? { recipients: users } : { to }
      return command('notify', payload, { text: fill(action.text) })
    }
    case 'webhook':
      return { kind: 'webhook', webhookId: action.webhookId }
    case 'close':
      return command('close', {}, { reason: fill(action.reason) })
    case 'postpone': {
      const { resumeAt } = action
      const until = resumeAt === undefined ? {} : { resumeAt }
      return command('postpone', until, { reason: fill(action.reason) })
    }
    default:
      return assertNever(action)
  }
}

function command(name: StepCommand, payload: object, texts: StepTexts = {}): Step {
  return { kind: 'command', name, payload, texts }
}

function planAssignment(
  { assigneeId }: AssignAction,
  { ticket, because, chosen = null }: StepContext,
): Step {
  const to = assigneeId === undefined ? chosen : { assigneeId }
  if (to === null) return { kind: 'refused', code: 'no_assignee' }
  const isFirst = ticket.status === 'submitted' || ticket.status === 'open'
  return isFirst ? command('assign', to) : command('reassign', to, { reason: because })
}
