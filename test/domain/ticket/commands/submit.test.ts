import { describe, expect, it } from 'vitest'
import {
  notifyModerators,
  notifyUsers,
} from '../../../../src/domain/ticket/outcome/notifications.js'
import type { Priority } from '../../../../src/domain/ticket/status.js'
import { terms } from '../../../support/billing.js'
import { type Given, given } from '../../../support/given.js'
import { AT, participant, ticketIn } from '../../../support/tickets.js'

const draft = ticketIn('draft', { number: 'T-5', participants: [] })
const expiring = { ...draft, deadlines: { draft_expiry: { at: AT, seq: 1 } } }

describe('submit', () => {
  it('hands the draft in: it no longer expires, and its requester is in the chat', () => {
    const { event, state } = given(expiring).when('requester', 'submit')
    expect(event).toEqual({ type: 'submit', at: AT })
    expect(state).toMatchObject({
      status: 'submitted',
      deadlines: {},
      participants: [participant('requester', ['requester'])],
    })
  })
  it('notifies the moderators, and confirms it to the requester by mail alone', () => {
    const { change } = given(draft).when('requester', 'submit')
    expect(change?.event.notifications).toEqual([
      notifyModerators('ticket_submitted'),
      notifyUsers('ticket_received', 'requester'),
    ])
  })
  it('appears to the moderators, and says nothing in the chat', () => {
    const { change } = given(draft).when('requester', 'submit')
    expect(change?.effects.broadcasts).toContainEqual({
      type: 'ticket:created',
      rooms: ['moderators'],
      data: { id: 'ticket', number: 'T-5', status: 'submitted' },
    })
    expect(change?.effects.messages).toEqual([])
  })
  it('brings the requester in once', () => {
    expect(given(ticketIn('draft')).when('requester', 'submit').state.participants).toHaveLength(1)
  })
  it('refuses a draft that lacks required fields, and names them', () => {
    const facts = { draft: { title: '', description: '' } }
    expect(given(draft).when('requester', 'submit', {}, { facts }).refusal).toEqual({
      code: 'validation_failed',
      error: 'The draft still lacks title and description.',
      details: { title: ['is required'], description: ['is required'] },
    })
  })
  it('refuses a draft whose department was deleted, before what it lacks', () => {
    const facts = { departments: {}, draft: { title: '', description: 'x' } }
    const draft = given(ticketIn('draft'))
    expect(draft.when('requester', 'submit', {}, { facts }).code).toBe('department_not_found')
    const homeless = given(ticketIn('draft', { departmentId: null }))
    expect(homeless.when('requester', 'submit', {}, { facts }).code).toBe('validation_failed')
  })
  it('refuses a draft whose category has gone to another department, after what it lacks', () => {
    const categorized = given(ticketIn('draft', { categoryId: 'c' }))
    const submit = (departmentId: string, title = 'x') => {
      const categories = { c: { departmentId, groupId: null } }
      const facts = { categories, draft: { title, description: 'x' } }
      return categorized.when('requester', 'submit', {}, { facts })
    }
    expect(submit('hr').refusal?.details).toEqual({
      categoryId: ["must be of the ticket's department"],
    })
    expect(submit('hr', '').refusal?.details).toEqual({ title: ['is required'] })
    expect(submit('it').state.status).toBe('submitted')
  })
  it('gives it the priority of the plan that was bought, unless its author has chosen one', () => {
    const facts = {
      entitlement: {
        ...{ contractId: 'k', channel: 'web', used: 0 },
        terms: terms({ entitlements: { priority: 'urgent' } }),
      },
    }
    const submit = (begun: Given) => {
      const { event, state } = begun.when('requester', 'submit', {}, { facts })
      const said = event !== undefined && 'priority' in event ? event.priority : null
      return [said, state.priority, 'isPriorityGiven' in state]
    }
    const { departmentId, categoryId, groupId, priority, tags } = draft
    const fields = { departmentId, categoryId, groupId, priority, tags, expiresAt: AT }
    const save = (over: { priority?: Priority; isPriorityGiven?: true } = {}) =>
      given(draft).happened({ type: 'save_draft', at: AT, ...fields, ...over })
    const chosen = save({ isPriorityGiven: true })
    expect(submit(given(draft))).toEqual(['urgent', 'urgent', false])
    expect(submit(chosen)).toEqual([null, 'normal', false])
    expect(submit(chosen.happened({ type: 'save_draft', at: AT, ...fields }))[0]).toBe('urgent')
    expect(submit(save({ priority: 'low' }))).toEqual([null, 'low', false])
  })
  it('is for the author alone', () => {
    expect(given(draft).when('admin', 'submit').refusal).toEqual({
      code: 'forbidden',
      error: 'Only the author hands a draft in.',
    })
  })
})
