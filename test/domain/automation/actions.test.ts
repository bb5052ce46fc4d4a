import { describe, expect, it } from 'vitest'
import { type Action, planAction } from '../../../src/domain/automation/actions.js'
import { mayUseMacro } from '../../../src/domain/automation/macros.js'
import {
  fillPlaceholders,
  findUnknownPlaceholders,
  type PlaceholderValues,
} from '../../../src/domain/automation/placeholders.js'
import type { Status } from '../../../src/domain/ticket/status.js'
import { IT, PEOPLE } from '../../support/tickets.js'

const VALUES: PlaceholderValues = {
  'ticket.number': 'T-1',
  'ticket.title': '{{ticket.number}} $& burns',
  'ticket.status': 'open',
  'ticket.priority': 'high',
  'requester.name': 'Rosa',
  'assignee.name': '',
  'department.name': 'IT',
}
const plan = (action: Action, status: Status = 'open') =>
  planAction(action, { ticket: { status }, values: VALUES, because: 'Rule' })
const command = (name: string, payload: object, texts: object = {}) => ({
  ...{ kind: 'command', name, payload, texts },
})
const RESUME = '2026-01-02T00:00:00.000Z'

describe('an action', () => {
  it.each<[Action, object]>([
    [{ type: 'set_priority', priority: 'high' }, command('change_priority', { priority: 'high' })],
    [{ type: 'add_tags', tags: ['a'] }, command('set_tags', { add: ['a'] })],
    [{ type: 'remove_tags', tags: ['a'] }, command('set_tags', { remove: ['a'] })],
    [
      { type: 'message', body: 'On {{ticket.number}}', visibility: 'internal' },
      { kind: 'message', body: 'On T-1', visibility: 'internal' },
    ],
    [
      { type: 'close', reason: 'For {{requester.name}}' },
      command('close', {}, { reason: 'For Rosa' }),
    ],
    [{ type: 'postpone', reason: 'Later' }, command('postpone', {}, { reason: 'Later' })],
    [
      { type: 'postpone', reason: 'Later', resumeAt: RESUME },
      command('postpone', { resumeAt: RESUME }, { reason: 'Later' }),
    ],
  ])('is a command or a message: %j', (action, step) => {
    expect(plan(action)).toEqual(step)
  })

  it.each<[Status, string]>([
    ['submitted', 'assign'],
    ['open', 'assign'],
    ['assigned', 'reassign'],
    ['closed', 'reassign'],
  ])('that assigns in %s is %s', (status, name) => {
    const reason = name === 'assign' ? {} : { reason: 'Rule' }
    const step = plan({ type: 'assign', assigneeId: 'x' }, status)
    expect(step).toEqual(command(name, { assigneeId: 'x' }, reason))
  })

  it('is one of those that there are', () => {
    expect(() => plan({ type: 'explode' } as never)).toThrow('unexpected value')
  })
})

describe('placeholders', () => {
  it('are filled once, and nothing is evaluated', () => {
    const fill = (text: string) => fillPlaceholders(text, VALUES)
    expect(fill('{{ticket.title}}!')).toBe('{{ticket.number}} $& burns!')
    expect(fill('{{ requester.name }} of {{department.name}}{{assignee.name}}')).toBe('Rosa of IT')
    expect(fill('{{constructor}} {ticket.number} {{{ticket.number}}}')).toBe(
      '{{constructor}} {ticket.number} {T-1}',
    )
  })

  it('that there are not are found', () => {
    expect(findUnknownPlaceholders('{{ticket.number}} {{x}} {{}} {{process.env}}')).toEqual([
      'x',
      '',
      'process.env',
    ])
  })
})

describe('a macro is for', () => {
  const { requester, assignee, otherAgent, moderator } = PEOPLE
  const list = (audience: Parameters<typeof mayUseMacro>[1]) =>
    [requester, assignee, otherAgent, moderator]
      .filter((person) => mayUseMacro(person, audience))
      .map(({ id }) => id)

  it.each<[Parameters<typeof mayUseMacro>[1], string[]]>([
    [{ roles: [], departmentId: null }, ['assignee', 'otherAgent', 'moderator']],
    [
      { roles: ['requester', 'agent'], departmentId: null },
      ['requester', 'assignee', 'otherAgent'],
    ],
    [{ roles: [], departmentId: IT }, ['assignee', 'moderator']],
    [{ roles: ['moderator'], departmentId: IT }, ['moderator']],
  ])('those of its roles and its department: %j', (audience, people) => {
    expect(list(audience)).toEqual(people)
  })
})
