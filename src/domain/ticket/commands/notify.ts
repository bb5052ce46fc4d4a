import type { Facts } from '../facts.js'
import { notifyUsers } from '../outcome/notifications.js'
import { nobodyThere, nobodyToTell } from '../refusals.js'
import type { TicketState } from '../state.js'
import { STATUSES } from '../status.js'
import type { CommandDefinition } from './command.js'

/** Those who are named, or whoever is this to the ticket. */
type NotifyPayload = { recipients: string[] } | { to: 'assignee' | 'requester' | 'head' }

/** The text is the event's; it changes nothing of the ticket, so that it supersedes no undo. */
export const notify: CommandDefinition<NotifyPayload, { told: string[] }> = {
  rule: {
    who: ['automation', 'automation_of_staff'],
    from: STATUSES.filter((status) => status !== 'draft'),
    to: ['same'],
    internal: true,
    about: 'Tell somebody something about it',
    does: 'notifies people of what they choose',
    done: 'told of',
  },
  factGuard: (state, { payload }, { facts }) => {
    if (listTold(state, payload, facts).length > 0) return undefined
    if (!('to' in payload)) return nobodyToTell()
    return nobodyThere(payload.to === 'assignee' ? 'assignee' : 'head') // whoever filed it always is
  },
  decide: (state, { payload }, { facts }) => ({ told: listTold(state, payload, facts) }),
  evolve: (state) => state,
  recipients: (_after, { told }) => [notifyUsers('automation_notice', ...told)],
  example: () => ({ payload: { to: 'requester' }, textsGiven: ['text'] }),
}

function listTold(state: TicketState, payload: NotifyPayload, { departments }: Facts): string[] {
  if ('recipients' in payload) return payload.recipients
  const { requesterId, assigneeId, departmentId } = state
  const headId = departments[departmentId ?? '']?.headId ?? null
  const id = { assignee: assigneeId, requester: requesterId, head: headId }[payload.to]
  return id === null ? [] : [id]
}
