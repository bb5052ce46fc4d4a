import type { Actor } from '../../src/domain/people.js'
import type { Command, CommandName, Payloads } from '../../src/domain/ticket/commands/index.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { after } from '../../src/domain/time.js'
import { IT, validCommand } from './tickets.js'

interface Mood {
  pick: number
  at: string
}

/** Valid content about what this very ticket has; the pick varies it. */
export function contentFor<N extends CommandName>(
  name: N,
  state: TicketState,
  actor: Actor,
  mood: Mood,
): Pick<Command<N>, 'textsGiven'> & { payload: Payloads[N] } {
  const { payload, textsGiven } = validCommand(name, state, actor)
  const own = OWN_PAYLOADS[name]?.(state, mood)
  return {
    payload: { ...payload, ...own },
    textsGiven: [...textsGiven, 'notes', 'reason', 'comment'],
  }
}

const OWN_PAYLOADS: {
  [N in CommandName]?: (state: TicketState, mood: Mood) => Partial<Payloads[N]>
} = {
  decide_approval: (_state, { pick }) => ({ approved: pick % 3 !== 0 }),
  assign: assignment,
  reassign: assignment,
  change_priority: ({ priority }) => ({ priority: priority === 'urgent' ? 'normal' : 'urgent' }),
  set_tags: (_state, { pick }) => ({ tags: [`${pick}`] }),
  postpone: (state, { pick, at }) => ({
    ...grant(state, 'postpone'),
    ...(pick % 3 === 0 ? { resumeAt: after(at, 'P2D') } : {}),
    ...(pick % 5 === 0 ? { reminderEvery: 'PT12H' } : {}),
  }),
  approve: (_state, { pick }) => (pick % 4 === 0 ? { departmentId: 'hr' } : {}),
  split: (state, { pick }) => ({
    ...grant(state, 'sub_ticket'),
    subTickets: [
      pick % 5 === 0
        ? IN_HR
        : { departmentId: IT, assigneeId: pick % 4 === 0 ? 'assignee' : 'head' },
      ...(pick % 3 === 0 ? [] : [{ departmentId: IT }]),
    ],
  }),
  reopen: (state, { pick }) => (pick % 2 === 0 ? grant(state, 'reopen') : {}),
  add_participant: (_state, { pick }) => ({
    userId: ['head', 'stranger', 'requester', 'assignee'][pick % 4] ?? '',
  }),
  remove_participant: (_state, { pick }) => ({
    userId: ['head', 'assignee', 'otherAgent', 'requester'][pick % 4] ?? '',
  }),
  add_team_members: (_state, { pick }) => ({
    userIds: [pick % 2 === 0 ? 'departmentAgent' : 'manager'],
  }),
}

const IN_HR = { departmentId: 'hr', assigneeId: 'otherAgent' }

/** By default to the head; now and then with a date or a policy of its own, in another department, or as it was. */
function assignment({ assigneeId, departmentId }: TicketState, { pick, at }: Mood) {
  const variants = [
    {},
    { dueAt: after(at, 'PT3H') },
    { slaTemplateId: 'u' },
    { assigneeId: 'assignee' },
    IN_HR,
    assigneeId === null || departmentId === null ? {} : { assigneeId, departmentId },
  ]
  return variants[(pick >>> 3) % variants.length] ?? {}
}

function grant({ requests }: TicketState, kind: 'postpone' | 'sub_ticket' | 'reopen') {
  const request = requests.find((one) => one.kind === kind)
  return request === undefined ? {} : { requestId: request.id }
}
