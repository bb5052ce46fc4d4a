import { describe, expect, it } from 'vitest'
import type { Action } from '../../../src/domain/automation/actions.js'
import { compileConditions } from '../../../src/domain/automation/match-conditions.js'
import { findRuleFaults } from '../../../src/domain/automation/rule-faults.js'
import {
  isAboutWorkOrders,
  listWorkOrderActions,
  planWorkOrderAction,
  readWorkOrderMoment,
  type WorkOrderMembers,
} from '../../../src/domain/automation/work-orders.js'

const MEMBERS: WorkOrderMembers = {
  ...{ status: 'open', priority: 'high', area: 'North', customerId: null, technicianId: null },
}
const SAY = { type: 'notify', text: '{{work_order.number}} {{work_order.title}}' } as const

describe('a work order', () => {
  const matches = (field: string, op: 'eq' | 'changed_to' | 'is_not_set', value?: string) => {
    const condition = { field, op, ...(value === undefined ? {} : { value }) }
    const match = compileConditions({ all: [condition] })
    return (before: WorkOrderMembers | null) =>
      match(readWorkOrderMoment({ now: MEMBERS, before })).matched
  }
  it('is asked about as its event left it and as it found it', () => {
    expect(matches('area', 'eq', 'north')(null)).toBe(true)
    expect(matches('technicianId', 'is_not_set')(null)).toBe(true)
    const isRaised = matches('priority', 'changed_to', 'high')
    expect(isRaised(null)).toBe(true)
    expect(isRaised({ ...MEMBERS, priority: 'low' })).toBe(true)
    expect(isRaised(MEMBERS)).toBe(false)
  })
  it('is what some rules are about', () => {
    expect(isAboutWorkOrders({ event: 'work_order.created' })).toBe(true)
    expect(isAboutWorkOrders({ event: 'ticket.created' })).toBe(false)
    expect(isAboutWorkOrders({ after: 'PT1H', since: 'created' })).toBe(false)
  })
})

describe('what a rule on work orders does', () => {
  const webhook: Action = { type: 'webhook', webhookId: 'w' }
  it('is told, at its place among its actions', () => {
    const tagging: Action = { type: 'add_tags', tags: ['x'] }
    const notify: Action = { ...SAY, to: 'head' }
    expect(listWorkOrderActions([webhook, tagging, notify])).toEqual([
      { action: webhook, place: 0 },
      { action: notify, place: 2 },
    ])
  })
  const around = { headId: 'head', holders: ['h1', 'h2'] }
  const plan = (action: object, over = {}) =>
    planWorkOrderAction({ ...SAY, ...action }, { ...around, ...over })
  it('goes to those who are named, have the role, or head the department', () => {
    expect(planWorkOrderAction({ type: 'webhook', webhookId: 'w' }, around)).toEqual({
      ...{ kind: 'webhook', webhookId: 'w' },
    })
    expect(plan({ users: ['u'] })).toEqual({ kind: 'notice', users: ['u'] })
    expect(plan({ roles: ['agent'] })).toEqual({ kind: 'notice', users: ['h1', 'h2'] })
    expect(plan({ to: 'head' })).toEqual({ kind: 'notice', users: ['head'] })
  })
  it('is refused where there is nobody', () => {
    const kind = 'refused'
    expect(plan({ to: 'head' }, { headId: null })).toEqual({ kind, code: 'no_assignee' })
    expect(plan({ roles: ['agent'] }, { holders: [] })).toEqual({ kind, code: 'user_not_found' })
  })
})

describe('a rule fits what it is about:', () => {
  const WORK = { event: 'work_order.completed' }
  const list = (trigger: object, actions: Action[], field = 'status') =>
    findRuleFaults({ trigger, conditions: { all: [{ field, op: 'is_set' }] }, actions }).map(
      ({ path, fault }) => `${path.join('.')} ${fault}`,
    )
  it('fields, actions, recipients and what texts name', () => {
    expect(list(WORK, [{ ...SAY, to: 'head' }], 'area')).toEqual([])
    expect(list({ event: 'ticket.created' }, [{ type: 'add_tags', tags: ['x'] }])).toEqual([])
  })
  const SLA = { event: 'sla.met' }
  const head = (text: string): Action => ({ type: 'notify', to: 'head', text })
  it.each<[string, object, Action, string, string]>([
    ['a field', WORK, head('x'), 'title', 'conditions.all.0.field is no field'],
    ['an action', WORK, { type: 'close', reason: 'x' }, 'area', 'actions.0.type is not for'],
    ['somebody', WORK, { ...SAY, to: 'assignee' }, 'area', 'actions.0.to must be head'],
    ['a name', WORK, head('{{ticket.number}}'), 'area', 'actions.0.text names {{ticket.number}}'],
    ['a name of one', SLA, head(SAY.text), 'title', 'actions.0.text names {{work_order.number}}'],
    ['a field of one', SLA, { type: 'macro', macroId: 'm' }, 'area', 'all.0.field is no field'],
  ])('not %s', (_what, trigger, action, field, fault) => {
    expect(list(trigger, [action], field)[0]).toContain(fault)
  })
})
