import {
  type Command,
  type CommandName,
  getCommand,
} from '../../src/domain/ticket/commands/index.js'
import type { Surroundings } from '../../src/domain/ticket/facts.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { type Act, ANYTHING, LIKELY } from './acts.js'
import { type Clock, DAY_MS } from './clock.js'
import { DEPARTMENT } from './organization.js'
import type { Random } from './random.js'

/** What somebody might do with the ticket as they see it; seldom anything at all. */
export function inventCommand(
  random: Random,
  clock: Clock,
  state: TicketState,
  { commandId, facts }: { commandId: string; facts: Surroundings },
): Command {
  const isUndoable = state.undo?.kind === 'open' && random.happens(0.3)
  const likely = random.happens(0.93) ? LIKELY[state.status] : ANYTHING
  const act = random.pickWeighted(isUndoable ? UNDO : likely)
  const [, who, name] = act[1] === 'assignee' && state.assigneeId === null ? GIVE : act
  const id = choosePerson(random, state, who)
  const actor = { kind: 'user', id } as const
  const example = getCommand(name).example(state, actor, { at: clock.at, facts })
  const payload = { ...example.payload, ...choosePayload(random, clock, state, name) }
  const lock = random.happens(0.05) ? { ifMatch: state.revision } : {}
  const { textsGiven } = example
  return { name, commandId, actor, payload, textsGiven, ...lock } as Command // its own example's payload
}

/** Nobody works on it: somebody must. */
const GIVE: Act = [1, 'moderator', 'reassign']
const UNDO: readonly Act[] = [[1, 'moderator', 'undo']]

function choosePerson(random: Random, state: TicketState, who: Act[1]): string {
  if (who === 'assignee') return state.assigneeId ?? 'agent'
  if (who === 'requester') return state.requesterId
  return who === 'decider' ? (random.pick(['approver', 'head', 'moderator']) ?? 'approver') : who
}

/** Only where the example's own content says nothing about this very ticket. */
function choosePayload(
  random: Random,
  clock: Clock,
  state: TicketState,
  name: CommandName,
): object {
  const granted = state.requests.find(({ kind }) => GRANTS[kind] === name)
  const request = granted === undefined ? {} : { requestId: granted.id }
  switch (name) {
    case 'split':
      return {
        ...request,
        subTickets: [
          { departmentId: DEPARTMENT, ...(random.happens(0.7) ? { assigneeId: 'head' } : {}) },
          { departmentId: DEPARTMENT, assigneeId: 'agent' },
        ],
      }
    case 'assign':
    case 'reassign':
      return random.happens(0.8) ? { assigneeId: random.pick(['agent', 'head']) } : {}
    case 'postpone': {
      const resumeAt = new Date(clock.ms + (1 + random.below(8)) * DAY_MS).toISOString()
      return { ...request, reminderEvery: 'P1D', ...(random.happens(0.4) ? { resumeAt } : {}) }
    }
    case 'reopen':
      return request
    case 'decide_approval':
      return { approved: random.happens(0.8) }
    case 'change_priority':
      return { priority: random.pick(['normal', 'urgent']) }
    case 'set_tags':
      return { tags: [String(random.below(3))] }
    case 'add_team_members':
      return { userIds: ['agent'] }
    default:
      return {}
  }
}

const GRANTS = { reopen: 'reopen', sub_ticket: 'split', postpone: 'postpone' }
