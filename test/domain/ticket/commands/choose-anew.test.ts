import { describe, expect, it } from 'vitest'
import type { Actor } from '../../../../src/domain/people.js'
import type { ConditionalPolicy } from '../../../../src/domain/sla/choose-policy.js'
import { type CommandName, getCommand } from '../../../../src/domain/ticket/commands/index.js'
import type { NewEvent } from '../../../../src/domain/ticket/events.js'
import type { TicketState } from '../../../../src/domain/ticket/state.js'
import { given } from '../../../support/given.js'
import { factsFor, IT, ticketIn } from '../../../support/tickets.js'

const about = (id: string, order: number, conditions: ConditionalPolicy['conditions'] = {}) => ({
  ...{ id, version: 1, order, isDefault: false, conditions, calendar: null },
  ...{ warnAt: [50], pauseIn: [], matrix: null },
  targets: [{ priority: 'normal' as const, resolution: order === 1 ? 'P1D' : 'P5D' }],
})
const eq = (field: string, value: string) => ({ all: [{ field, op: 'eq' as const, value }] })
const facts = {
  conditionalPolicies: [
    about('vpn', 1, eq('categoryId', 'vpn')),
    about('hr', 1, eq('departmentId', 'hr')),
    about('rest', 3),
  ],
  categories: { vpn: { departmentId: IT, groupId: null } },
  departments: {
    [IT]: { headId: 'head', handlesFinance: false },
    hr: { headId: 'head', handlesFinance: false },
  },
}
const later = '2026-01-02T12:00:00.000Z'
const open = ticketIn('open', { undo: null })
const assigned = given(open).and('moderator', 'assign', {}, { facts }).state
const MACRO: Actor = { kind: 'user', id: 'moderator', by: 'macro' }
const RULE: Actor = { kind: 'system', for: { by: 'rule', ruleId: 'rule', depth: 1 } }

/** The clocks after it, by a macro of a person or by a rule. */
function change(state: TicketState, name: CommandName, payload: object, actor = MACRO) {
  const command = { ...{ commandId: 'c', actor, payload }, textsGiven: [] }
  const known = { at: later, facts: factsFor(null, facts) }
  const event = getCommand(name).decide(state, command as never, known) // as its name has it
  return given(state).happened({ ...event, type: name, at: later } as NewEvent).state.sla
}
const byVpn = { policyId: 'vpn', resolutionDueAt: '2026-01-02T00:00:00.000Z' }

describe('another policy', () => {
  it('serves a ticket that a person puts in another category, or department, from the same start', () => {
    expect(assigned.sla.policyId).toBe('rest')
    expect(change(assigned, 'set_category', { categoryId: 'vpn' })).toMatchObject(byVpn)
    const inHr = change(assigned, 'set_department', { departmentId: 'hr' })
    expect(inHr).toMatchObject({ ...byVpn, policyId: 'hr' })
  })
  it('does not where a rule does so', () => {
    for (const actor of [RULE, { kind: 'system' } as const]) {
      expect(change(assigned, 'set_category', { categoryId: 'vpn' }, actor)).toEqual(assigned.sla)
      expect(change(assigned, 'set_department', { departmentId: 'hr' }, actor)).toEqual(
        assigned.sla,
      )
    }
  })
  it('does not before the first assignment, nor where the same one serves it', () => {
    expect(change(open, 'set_category', { categoryId: 'vpn' })).toEqual(open.sla)
    const sla = change(assigned, 'set_category', { categoryId: 'other' })
    expect(sla).toEqual(assigned.sla)
  })
  it('leaves a date that a person named', () => {
    const dueAt = '2026-03-01T00:00:00.000Z'
    const named = given(open).and('moderator', 'assign', { dueAt }, { facts }).state
    const sla = change(named, 'set_category', { categoryId: 'vpn' })
    expect(sla).toMatchObject({ policyId: 'vpn', resolutionDueAt: dueAt })
  })
  it('is not that of the category that is left behind with its department', () => {
    const vpn = ticketIn('open', { undo: null, categoryId: 'vpn' })
    const people = { head: { ...factsFor(null).people.head, departmentId: 'hr' } as never } // of both
    const circumstances = { facts: { ...facts, people }, texts: ['reason'] }
    const to = { departmentId: 'hr', assigneeId: 'head' }
    const { state } = given(vpn).when('moderator', 'assign', to, circumstances)
    expect(state.sla.policyId).toBe('hr')
    const other = { conditionalPolicies: facts.conditionalPolicies.filter(({ id }) => id !== 'hr') }
    const all = { ...circumstances, facts: { ...circumstances.facts, ...other } }
    expect(given(vpn).when('moderator', 'assign', to, all).state.sla.policyId).toBe('rest')
    const served = given(vpn).and('moderator', 'assign', {}, { facts })
    expect(served.state.sla.policyId).toBe('vpn')
    expect(served.when('moderator', 'reassign', to, all).state.sla.policyId).toBe('rest')
  })
})
