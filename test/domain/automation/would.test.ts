import { describe, expect, it } from 'vitest'
import type { Step } from '../../../src/domain/automation/actions.js'
import { followDepartment, judgeStep, type Whom } from '../../../src/domain/automation/would.js'
import { nameLoggedEvents } from '../../../src/domain/events/name-logged-events.js'
import { showMembers } from '../../../src/domain/ticket/shown.js'
import type { Status } from '../../../src/domain/ticket/status.js'
import { actForRule } from '../../support/scenario-commits.js'
import { AT, factsFor, person, ticketIn } from '../../support/tickets.js'

const CLOSE: Step = { kind: 'command', name: 'close', payload: {}, texts: { reason: 'x' } }
const SAY: Step = { kind: 'message', body: 'x', visibility: 'public' }

/** Of a ticket that is closed by now. */
const judge = (step: Step, then: Status) =>
  judgeStep(step, {
    ...{ state: ticketIn('closed'), members: showMembers(ticketIn(then)) },
    ...{ surroundings: factsFor(null), actor: actForRule(1), at: AT },
  })

describe('what a rule would have done', () => {
  it.each<[Step, Status, string]>([
    [CLOSE, 'in_progress', 'applied'],
    [CLOSE, 'submitted', 'invalid_transition'],
    [CLOSE, 'closed', 'invalid_transition'],
    [{ ...CLOSE, texts: {} }, 'in_progress', 'validation_failed'],
    [SAY, 'open', 'applied'],
    [SAY, 'draft', 'chat_closed'],
    [SAY, 'rejected', 'chat_closed'],
    [{ kind: 'webhook', webhookId: 'w' }, 'closed', 'applied'],
    [{ kind: 'refused', code: 'no_assignee' }, 'in_progress', 'no_assignee'],
  ])('is judged on the ticket as it was: %j in %s', (step, then, would) => {
    expect(judge(step, then)).toBe(would)
  })
})

describe('whom a rule names', () => {
  const GIVE: Step = {
    ...{ kind: 'command', name: 'assign', texts: {} },
    payload: { assigneeId: 'p' },
  }
  const departments = { it: { headId: null, handlesFinance: false } }
  const agent = person('p', { roles: ['agent'], departmentId: 'it' })
  const whom = { assigneeId: 'p', departments, people: { p: agent }, unknownIds: {} }
  const look = (departmentId: string | null, whomever: Whom | undefined) => {
    const state = ticketIn('submitted', { departmentId })
    const past = { state, members: showMembers(state), surroundings: factsFor(null) }
    return judgeStep(GIVE, { ...past, actor: actForRule(1), at: AT, whom: whomever })
  }
  it.each<[string, string | null, Whom | undefined, string]>([
    ['of its department', 'it', whom, 'applied'],
    [
      'of another one',
      'it',
      { ...whom, people: { p: { ...agent, departmentId: 'hr' } } },
      'not_assignable',
    ],
    ['who may not enter', 'it', { ...whom, people: {} }, 'not_assignable'],
    ['who is gone', 'it', { ...whom, unknownIds: { user: ['p'] } }, 'user_not_found'],
    ['where it is of none', null, whom, 'department_not_found'],
    ['where nobody knows of which it is', 'it', undefined, 'applied'],
  ])('is judged as they are now: somebody %s', (_who, departmentId, whomever, would) => {
    expect(look(departmentId, whomever)).toBe(would)
  })
  it('belongs to the department that the actions before have brought the ticket to', () => {
    expect(followDepartment('it', { type: 'set_department', departmentId: 'hr' })).toBe('hr')
    expect(followDepartment('it', { type: 'assign', groupId: 'g' })).toBeUndefined()
    expect(followDepartment('it', { type: 'assign', assigneeId: 'p' })).toBe('it')
    expect(followDepartment(null, { type: 'add_tags', tags: ['x'] })).toBeNull()
  })
})

describe('the names of an event', () => {
  it.each<[string, Status | null, Status, string[]]>([
    ['submit', 'draft', 'submitted', ['ticket.created', 'ticket.submitted']],
    ['submit', null, 'submitted', ['ticket.created', 'ticket.submitted']],
    ['save_draft', 'draft', 'draft', []],
    ['approve', 'submitted', 'open', ['ticket.approved', 'ticket.opened', 'ticket.updated']],
    ['flag_attachments', 'open', 'open', ['ticket.updated']],
    ['of_a_later_release', 'open', 'open', []],
  ])('are told by its row: %s from %s to %s', (type, from, to, names) => {
    expect(nameLoggedEvents({ type, from, to })).toEqual(names)
  })
})
