import type { Relation } from '../access/relations.js'
import type { Status } from './status.js'

const STATUS_WORDS: Partial<Record<Status, string>> = {
  draft: 'still a draft',
  needs_clarification: 'waiting for clarification',
  in_progress: 'in progress',
  awaiting_approval: 'waiting for approval',
  ready_for_closure: 'ready for closure',
}

export function describeStatus(status: Status): string {
  return STATUS_WORDS[status] ?? status
}

export const RELATION_WORDS: Record<Relation, string> = {
  requester: 'the requester',
  author: 'the author',
  assignee: 'the assignee',
  finance_assignee: 'the assignee of a finance ticket',
  decider: 'somebody whom the approval asks',
  department_head: "the head of the ticket's department",
  team_member: 'a team member',
  moderator: 'a moderator',
  moderator_in_person: 'a moderator',
  department_agent: "an agent of the ticket's department or group",
  system: 'the system itself',
  automation: 'a rule, or a macro of a moderator,',
  automation_of_staff: 'a macro of somebody of staff',
  'ticket.priority': 'an agent with the permission ticket.priority',
  'ticket.assign': 'a holder of the permission ticket.assign',
  'ticket.close': 'a holder of the permission ticket.close',
}

export function listWords(words: readonly string[], last: 'or' | 'and'): string {
  const all = [...new Set(words)]
  if (all.length < 2) return all.join('')
  return `${all.slice(0, -1).join(', ')} ${last} ${all.at(-1)}`
}
