import { describe, expect, it } from 'vitest'
import {
  findRelations,
  hasRelation,
  RELATIONS,
  type Relation,
} from '../../../src/domain/access/relations.js'
import type { ApprovalStep } from '../../../src/domain/approval/step.js'
import type { Actor, Role } from '../../../src/domain/people.js'
import type { Anyone } from '../../support/given.js'
import { ANYONE, identify } from '../../support/scenes.js'
import { APPROVAL, asUser, PEOPLE, person, ticketIn, type Who } from '../../support/tickets.js'

/** Written by hand from the specification, for a ticket of a department that waits for an approval. */
const EXPECTED: Record<Anyone, Relation[]> = {
  requester: ['requester', 'author'],
  stranger: [],
  assignee: ['assignee', 'finance_assignee', 'department_agent'],
  teamMember: ['team_member', 'department_agent'],
  departmentAgent: ['department_agent'],
  otherAgent: [],
  head: ['department_head', 'department_agent'],
  manager: [],
  approver: ['decider'],
  boss: [],
  moderator: ['moderator', 'moderator_in_person'],
  admin: ['moderator', 'moderator_in_person'],
  system: ['system'],
  operator: ['moderator'],
}

const waiting = ticketIn('awaiting_approval')

describe('relations', () => {
  it.each(ANYONE)('are found of %s', (who) => {
    const { actor, person } = identify(who)
    expect(findRelations(waiting, actor, person)).toEqual(EXPECTED[who])
  })
  it('are none of somebody who may not use the help desk any more', () => {
    const { actor } = asUser('requester')
    expect(findRelations(waiting, actor, null)).toEqual([])
  })
  it('do not depend on what a ticket does not have', () => {
    const bare = ticketIn('in_progress', { departmentId: null, approval: null })
    const find = (who: 'assignee' | 'head' | 'approver') =>
      findRelations(bare, asUser(who).actor, asUser(who).person)
    expect(find('assignee')).toEqual(['assignee'])
    expect(find('head')).toEqual([])
    expect(find('approver')).toEqual([])
  })
  it('to finance are those of a ticket whose department handles it', () => {
    const finance = { ...PEOPLE.assignee, financeDepartmentIds: ['fin'] }
    const has = (departmentId: string) =>
      hasRelation(
        'finance_assignee',
        ticketIn('in_progress', { departmentId }),
        asUser('assignee').actor,
        finance,
      )
    expect(has('fin')).toBe(true)
    expect(has('it')).toBe(false)
  })
  it('to a department are an agent’s, by department, head or group', () => {
    const has = (over: Parameters<typeof person>[1], groupId: string | null = 'g') =>
      hasRelation(
        'department_agent',
        ticketIn('open', { groupId }),
        { kind: 'user', id: 'x' },
        person('x', over),
      )
    expect(has({ roles: ['agent'], departmentId: 'it' })).toBe(true)
    expect(has({ roles: ['agent'], departmentId: 'hr', headOf: ['it'] })).toBe(true)
    expect(has({ roles: ['agent'], groupIds: ['g'] })).toBe(true)
    expect(has({ roles: ['agent'], groupIds: ['g'] }, null)).toBe(false)
    expect(has({ roles: ['manager'], departmentId: 'it', groupIds: ['g'] })).toBe(false)
  })
  it('that are permissions hold for their holders; changing priorities for agents among them', () => {
    const relations = ['ticket.priority', 'ticket.assign', 'ticket.close'] as const
    const find = (role: 'agent' | 'requester') => {
      const holder = person('x', { roles: [role], permissions: [...relations] })
      return findRelations(waiting, { kind: 'user', id: 'x' }, holder)
    }
    expect(find('agent')).toEqual(relations)
    expect(find('requester')).toEqual(['ticket.assign', 'ticket.close'])
  })
  it('are nobody’s who is not known to the code', () => {
    const { actor, person } = asUser('requester')
    expect(() => hasRelation('x' as never, waiting, actor, person)).toThrow('unexpected value')
  })
  it('are each somebody’s', () => {
    const permissions: Relation[] = ['ticket.priority', 'ticket.assign', 'ticket.close']
    const held = new Set([...Object.values(EXPECTED).flat(), ...permissions])
    expect(RELATIONS.filter((relation) => !held.has(relation))).toEqual([
      ...['automation', 'automation_of_staff'],
    ])
    const has = (name: Who, by?: 'macro') =>
      hasRelation(
        'automation',
        waiting,
        { kind: 'user', id: name, ...(by && { by }) },
        PEOPLE[name],
      )
    expect(has('moderator', 'macro')).toBe(true)
    expect(has('assignee', 'macro')).toBe(false)
    const { actor } = asUser('assignee')
    const byMacro = { ...actor, by: 'macro' } as const
    const isStaffs = (by: Actor) => hasRelation('automation_of_staff', waiting, by, PEOPLE.assignee)
    expect([isStaffs(byMacro), isStaffs(actor)]).toEqual([true, false])
    expect(has('moderator')).toBe(false)
  })
  it('to an approval begin when its step is reached, and take the role', () => {
    const [step] = APPROVAL.steps as [ApprovalStep]
    const isDecider = (next: Partial<ApprovalStep>, roles: Role[] = ['approver']) => {
      const steps = [step, { ...step, approvers: ['boss'], ...next }]
      const chain = ticketIn('awaiting_approval', { approval: { ...APPROVAL, steps } })
      const boss = person('boss', { roles })
      return hasRelation('decider', chain, asUser('boss').actor, boss)
    }
    expect(isDecider({ status: 'waiting' })).toBe(false)
    expect(isDecider({ status: 'skipped' })).toBe(false)
    expect(isDecider({ status: 'pending' })).toBe(true)
    expect(isDecider({ status: 'approved' })).toBe(true)
    expect(isDecider({ status: 'pending' }, ['agent'])).toBe(false)
    expect(isDecider({ status: 'pending', barred: ['boss'] })).toBe(false)
  })
})
