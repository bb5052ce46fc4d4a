import { describe, expect, it } from 'vitest'
import { given } from '../../../support/given.js'
import { IT, ticketIn } from '../../../support/tickets.js'

const acting = { by: 'rule', ruleId: 'rule', depth: 1 } as const
const facts = {
  categories: {
    vpn: { departmentId: IT, groupId: 'network' },
    other: { departmentId: IT, groupId: null },
    payroll: { departmentId: 'hr', groupId: null },
  },
}
const open = given(ticketIn('open'))
const set = (categoryId: string, from = open) =>
  from.when('system', 'set_category', { categoryId }, { facts, acting })

describe('set_category', () => {
  it('puts a ticket in a category, and in its group', () => {
    const vpn = set('vpn')
    expect(vpn.state).toMatchObject({ categoryId: 'vpn', groupId: 'network', status: 'open' })
    expect(set('other', given(vpn.state)).state).toMatchObject({
      categoryId: 'other',
      groupId: null,
    })
    expect(set('vpn', given(vpn.state)).event).toBeUndefined()
  })
  it('is for categories of its department', () => {
    expect(set('payroll').code).toBe('validation_failed')
  })
  it('is what rules do, and macros of moderators', () => {
    const vpn = { categoryId: 'vpn' }
    expect(open.when('moderator', 'set_category', vpn, { facts }).code).toBe('forbidden')
    expect(open.when('system', 'set_category', vpn, { facts }).code).toBe('forbidden')
  })
  it('is taken back with what has caused it', () => {
    const approved = given(ticketIn('submitted')).and('moderator', 'approve')
    const because = { facts, acting: { ...acting, causedBy: approved.state.seq } }
    const done = approved.and('system', 'set_category', { categoryId: 'vpn' }, because)
    const undone = done.when('moderator', 'undo')
    expect(undone.state).toMatchObject({ status: 'submitted', categoryId: null, groupId: null })
  })
})
