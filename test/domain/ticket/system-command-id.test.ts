import { expect, it } from 'vitest'
import { systemCommandId } from '../../../src/domain/ticket/system-command-id.js'
import { AT } from '../../support/tickets.js'

it('a firing has the same id however often it is repeated', () => {
  const due = { kind: 'acknowledge', at: AT, seq: 4 } as const
  expect(systemCommandId('ticket/demo/T-1', due)).toBe('ticket/demo/T-1/acknowledge/4/1')
})

it('each repeat of a reminder has an id of its own', () => {
  const due = { kind: 'postpone_reminder', at: AT, seq: 4, n: 3 } as const
  expect(systemCommandId('run', due)).toBe('run/postpone_reminder/4/3')
})
