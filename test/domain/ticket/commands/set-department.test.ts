import { describe, expect, it } from 'vitest'
import { given } from '../../../support/given.js'
import { IT, PEOPLE, ticketIn } from '../../../support/tickets.js'

const merged = { from: IT, departmentId: 'hr' }
const facts = { departments: { hr: { headId: null, handlesFinance: false } } }
const acting = { by: 'rule', ruleId: 'rule', depth: 1 } as const
const categorized = { categoryId: 'category', groupId: 'group', teamMembers: ['departmentAgent'] }

describe('set_department', () => {
  it('takes a ticket along with its category, group, assignee, team and status', () => {
    const working = given(ticketIn('in_progress', categorized))
    const { state, change } = working.when('system', 'set_department', merged, { facts })
    expect(state).toMatchObject({ ...categorized, departmentId: 'hr', status: 'in_progress' })
    expect(state.assigneeId).toBe(working.state.assigneeId)
    expect(state.participants).toEqual(working.state.participants)
    expect(state.revision).toBe(working.state.revision + 1)
    expect(change?.event.notifications).toEqual([])
  })
  it('leaves alone what somebody has given to another department meanwhile', () => {
    const elsewhere = given(ticketIn('open', { departmentId: 'law' }))
    const { event, refusal } = elsewhere.when('system', 'set_department', merged, { facts })
    expect({ event, refusal }).toEqual({ event: undefined, refusal: undefined })
  })
  it('leads to no department that is gone', () => {
    expect(given(ticketIn('open')).when('system', 'set_department', merged).code).toBe(
      'department_not_found',
    )
  })
  it('goes where a rule says without what belongs to its department, and with whoever works there, too', () => {
    const there = { departmentId: 'hr' }
    const open = given(ticketIn('open', categorized)).when('system', 'set_department', there, {
      facts,
      acting,
    })
    expect(open.state).toMatchObject({ ...there, categoryId: null, groupId: null, teamMembers: [] })
    const working = given(ticketIn('in_progress'))
    expect(working.when('system', 'set_department', there, { facts, acting }).code).toBe(
      'not_assignable',
    )
    const assignee = { ...PEOPLE.assignee, departmentId: 'hr' }
    const known = { ...facts, people: { assignee } }
    const gone = working.when('system', 'set_department', there, { facts: known, acting })
    expect(gone.state).toMatchObject({ ...there, status: 'in_progress', assigneeId: 'assignee' })
    expect(
      given(open.state).when('system', 'set_department', there, { facts, acting }).event,
    ).toBeUndefined()
  })
  it('is the system’s alone, and for what is live', () => {
    const open = given(ticketIn('open'))
    expect(open.when('moderator', 'set_department', merged).code).toBe('forbidden')
    expect(given(ticketIn('closed')).when('system', 'set_department', merged).code).toBe(
      'invalid_transition',
    )
  })
})
