import { assertNever } from '../assert.js'
import type { CommandName } from '../ticket/commands/index.js'
import type { TicketState } from '../ticket/state.js'
import type { Priority } from '../ticket/status.js'
import { fillPlaceholders, type PlaceholderValues } from './placeholders.js'

export type Action =
  | { type: 'set_priority'; priority: Priority }
  | { type: 'add_tags' | 'remove_tags'; tags: string[] }
  | { type: 'assign'; assigneeId: string }
  | { type: 'message'; body: string; visibility: 'public' | 'internal' }
  | { type: 'close'; reason: string }
  | { type: 'postpone'; reason: string; resumeAt?: string | undefined }

/** What an action does to a ticket: an ordinary command, with what decides and what is only kept, or a message. */
export type Step =
  | { kind: 'command'; name: CommandName & StepCommand; payload: object; texts: StepTexts }
  | { kind: 'message'; body: string; visibility: 'public' | 'internal' }

type StepCommand = 'change_priority' | 'set_tags' | 'assign' | 'reassign' | 'close' | 'postpone'
type StepTexts = Record<string, string>

export interface StepContext {
  ticket: Pick<TicketState, 'status'>
  values: PlaceholderValues
  /** Why, where a command needs a reason that the action has not. */
  because: string
}

/** What the action is for a ticket as it is now; whether it may be, whoever carries it out judges. */
export function planAction(action: Action, { ticket, values, because }: StepContext): Step {
  const fill = (text: string) => fillPlaceholders(text, values)
  const command = (name: StepCommand, payload: object, texts: StepTexts = {}): Step => ({
    ...{ kind: 'command', name, payload, texts },
  })
  switch (action.type) {
    case 'set_priority':
      return command('change_priority', { priority: action.priority })
    case 'add_tags':
      return command('set_tags', { add: action.tags })
    case 'remove_tags':
      return command('set_tags', { remove: action.tags })
    case 'assign': {
      const { assigneeId } = action
      const isFirst = ticket.status === 'submitted' || ticket.status === 'open'
      return isFirst
        ? command('assign', { assigneeId })
        : command('reassign', { assigneeId }, { reason: because })
    }
    case 'message':
      return { kind: 'message', body: fill(action.body), visibility: action.visibility }
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
