import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import {
  type Chosen,
  planAction,
  type SingleAction,
} from '../../../src/domain/automation/actions.js'
import { listParts, MOST_PARTS } from '../../../src/domain/automation/list-parts.js'
import { mayUseMacro } from '../../../src/domain/automation/macros.js'
import {
  fillPlaceholders,
  findUnknownPlaceholders,
  type PlaceholderValues,
  TICKET_PLACEHOLDERS,
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
const plan = (action: SingleAction, status: Status = 'open', chosen: Chosen | null = null) =>
  planAction(action, { ticket: { status }, values: VALUES, because: 'Rule', chosen })
const command = (name: string, payload: object, texts: object = {}) => ({
  ...{ kind: 'command', name, payload, texts },
})
const RESUME = '2026-01-02T00:00:00.000Z'

describe('an action', () => {
  it.each<[SingleAction, object]>([
    [{ type: 'set_priority', priority: 'high' }, command('change_priority', { priority: 'high' })],
    [{ type: 'add_tags', tags: ['a'] }, command('set_tags', { add: ['a'] })],
    [
      { type: 'set_department', departmentId: 'd' },
      command('set_department', { departmentId: 'd' }),
    ],
    [{ type: 'set_category', categoryId: 'c' }, command('set_category', { categoryId: 'c' })],
    [
      { type: 'webhook', webhookId: 'w' },
      { kind: 'webhook', webhookId: 'w' },
    ],
    [
      { type: 'notify', to: 'head', text: '{{ticket.number}}!' },
      command('notify', { to: 'head' }, { text: 'T-1!' }),
    ],
    [
      { type: 'notify', users: ['x'], text: 'y' },
      command('notify', { recipients: ['x'] }, { text: 'y' }),
    ],
    [
      { type: 'notify', roles: ['agent'], text: 'y' },
      command('notify', { recipients: [] }, { text: 'y' }),
    ],
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

  it('that leaves open who gets the ticket gives it to whoever was chosen', () => {
    const someone = { assigneeId: 'x', departmentId: 'd' }
    const toGroup: SingleAction = { type: 'assign', groupId: 'g' }
    expect(plan(toGroup, 'open', someone)).toEqual(command('assign', someone))
    expect(plan({ type: 'assign', mode: 'least_loaded' }, 'assigned', { assigneeId: 'x' })).toEqual(
      command('reassign', { assigneeId: 'x' }, { reason: 'Rule' }),
    )
    expect(plan(toGroup)).toEqual({ kind: 'refused', code: 'no_assignee' })
  })

  it('is one of those that there are', () => {
    expect(() => plan({ type: 'explode' } as never)).toThrow('unexpected value')
  })
})

describe('a macro among actions', () => {
  const tag = (name: string): SingleAction => ({ type: 'add_tags', tags: [name] })
  const named = (macroId: string) => ({ type: 'macro' as const, macroId })
  const macros = new Map([
    ['flat', [tag('1'), tag('2')]],
    ['outer', [named('flat'), tag('3')]],
    ['round', [tag('4'), named('round')]],
    ['torn', [named('gone'), tag('6')]],
    ['long', Array.from({ length: 3 * MOST_PARTS }, () => tag('5'))],
  ])

  it('stands for its own, and for those of macros in it', () => {
    expect(listParts([tag('0'), named('outer'), tag('9')], macros)).toEqual([
      { kind: 'action', action: tag('0'), partOf: null },
      { kind: 'macro', partOf: null },
      ...['1', '2', '3'].map((name) => ({ kind: 'action', action: tag(name), partOf: 1 })),
      { kind: 'action', action: tag('9'), partOf: null },
    ])
  })
  it('is opened once, and may be gone', () => {
    expect(listParts([named('round'), named('gone')], macros)).toEqual([
      { kind: 'macro', partOf: null },
      { kind: 'action', action: tag('4'), partOf: 0 },
      { kind: 'refused', code: 'macro_loop', partOf: 0 },
      { kind: 'refused', code: 'macro_not_found', partOf: null },
    ])
  })
  it('does the rest of its own where one in it is gone', () => {
    expect(listParts([named('torn')], macros)).toEqual([
      { kind: 'macro', partOf: null },
      { kind: 'refused', code: 'macro_not_found', partOf: 0 },
      { kind: 'action', action: tag('6'), partOf: 0 },
    ])
  })
  it('does so much and no more, and says so', () => {
    const parts = listParts([named('long')], macros)
    expect(parts).toHaveLength(MOST_PARTS + 1)
    expect(parts.at(-1)).toEqual({ kind: 'refused', code: 'macro_too_long', partOf: 0 })
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
    const text = '{{ticket.number}} {{x}} {{}} {{process.env}} {{work_order.title}}'
    expect(findUnknownPlaceholders(text, TICKET_PLACEHOLDERS)).toEqual([
      ...['x', '', 'process.env', 'work_order.title'],
    ])
  })
  it('that are never closed keep nobody waiting, however long they are', () => {
    const open = `{{${' '.repeat(9_000)}x`
    const within = (work: () => unknown) => runInNewContext('work()', { work }, { timeout: 5_000 })
    expect(within(() => findUnknownPlaceholders(open, TICKET_PLACEHOLDERS))).toEqual([])
    expect(within(() => fillPlaceholders(open, VALUES))).toBe(open)
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
