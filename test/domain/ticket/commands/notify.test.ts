import { describe, expect, it } from 'vitest'
import type { Payloads } from '../../../../src/domain/ticket/commands/index.js'
import type { Status } from '../../../../src/domain/ticket/status.js'
import { given } from '../../../support/given.js'
import { ticketIn } from '../../../support/tickets.js'

const acting = { by: 'rule', ruleId: 'rule', depth: 1 } as const
const tell = (payload: Payloads['notify'], status: Status = 'in_progress') =>
  given(ticketIn(status)).when('system', 'notify', payload, { acting, texts: ['text'] })

describe('notify', () => {
  it.each<[Payloads['notify'], string[]]>([
    [{ to: 'requester' }, ['requester']],
    [{ to: 'assignee' }, ['assignee']],
    [{ to: 'head' }, ['head']],
    [{ recipients: ['x', 'y'] }, ['x', 'y']],
  ])('tells %j', (payload, users) => {
    const told = tell(payload)
    expect(told.change?.event.notifications).toMatchObject([{ type: 'automation_notice', users }])
    expect(told.state).toEqual({ ...ticketIn('in_progress'), seq: told.state.seq })
  })
  it('tells nobody who is not there', () => {
    const { code, refusal } = tell({ to: 'assignee' }, 'open')
    expect(code).toBe('no_assignee')
    expect(refusal?.error).toMatch(/^Nobody has the ticket/)
    expect(tell({ recipients: [] }).code).toBe('user_not_found')
    expect(tell({ to: 'requester' }, 'closed').code).toBeUndefined()
  })
  it('tells no head of a department that has none, or of none at all', () => {
    const tellHead = (departmentId: string | null, headId: string | null) =>
      given(ticketIn('submitted', { departmentId })).when(
        ...(['system', 'notify', { to: 'head' }] as const),
        {
          acting,
          texts: ['text'],
          facts: { departments: { it: { headId, handlesFinance: false } } },
        },
      ).code
    expect(tellHead('it', 'head')).toBeUndefined()
    expect(tellHead('it', null)).toBe('no_assignee')
    expect(tellHead(null, 'head')).toBe('no_assignee')
  })
  it('leaves what can be taken back as it is', () => {
    const approved = given(ticketIn('submitted')).and('moderator', 'approve')
    const told = approved.and('system', 'notify', { to: 'requester' }, { acting })
    expect(told.state.undo).toEqual(approved.state.undo)
    expect(told.when('moderator', 'undo').state.status).toBe('submitted')
  })
})
