import { describe, expect, it } from 'vitest'
import type { Moment } from '../../../src/domain/automation/match-conditions.js'
import {
  compileRule,
  findCause,
  MOST_ACTS,
  MOST_DEPTH,
  nextDepth,
  type Rule,
  runRules,
} from '../../../src/domain/automation/rules.js'
import { actForRule } from '../../support/scenario-commits.js'

const MOMENT: Moment = { now: new Map([['priority', 'high']]), before: null }
const HIGH = { all: [{ field: 'priority', op: 'eq', value: 'high' }] } as const
const LOW = { all: [{ field: 'priority', op: 'eq', value: 'low' }] } as const

const rule = (id: string, over: Partial<Rule> = {}) =>
  compileRule({
    ...{ id, version: 1, name: id, trigger: { event: 'ticket.opened' } },
    ...{ conditions: HIGH, actions: [{ type: 'add_tags', tags: [id] }], stopOnMatch: false },
    ...over,
  })

function run(rules: Rule[], over: { depth?: number; acts?: number; event?: string } = {}) {
  const { depth = 1, acts = 0, event = 'ticket.opened' } = over
  const asked = { event, depth, moment: MOMENT, countActs: () => acts }
  return runRules(rules.map(compileRule), asked).map(
    ({ rule: { id }, match, cut }) => `${id} ${match.matched ? (cut ?? 'acts') : 'fails'}`,
  )
}

describe('rules', () => {
  it('are asked in order, each once, about what they are for', () => {
    const other = rule('c', { trigger: { event: 'ticket.closed' } })
    expect(run([rule('b'), other, rule('a', { conditions: LOW }), rule('d')])).toEqual([
      ...['b acts', 'a fails', 'd acts'],
    ])
    expect(run([rule('b')], { event: 'ticket.updated' })).toEqual([])
  })

  it('stop at one that matches and says so, and not at one that fails', () => {
    const stopOnMatch = true
    const rules = [rule('a', { conditions: LOW, stopOnMatch }), rule('b', { stopOnMatch })]
    expect(run([...rules, rule('c')])).toEqual(['a fails', 'b acts'])
  })

  it.each([
    [{ depth: MOST_DEPTH }, 'a acts'],
    [{ depth: MOST_DEPTH + 1 }, 'a rule_depth'],
    [{ acts: MOST_ACTS - 1 }, 'a acts'],
    [{ acts: MOST_ACTS }, 'a rule_rate'],
    [{ depth: MOST_DEPTH + 1, acts: MOST_ACTS }, 'a rule_depth'],
  ])('that cause one another are cut off: %j', (known, result) => {
    expect(run([rule('a')], known)).toEqual([result])
  })

  it('that fail are not cut off', () => {
    expect(run([rule('a', { conditions: LOW })], { depth: 9, acts: 99 })).toEqual(['a fails'])
  })

  it('lie one deeper than the rule that has made them act', () => {
    expect(nextDepth({ kind: 'user', id: 'x', by: 'macro' })).toBe(1)
    expect(nextDepth({ kind: 'system' })).toBe(1)
    expect(nextDepth({ kind: 'operator' })).toBe(1)
    expect(nextDepth(actForRule(3))).toBe(2)
  })
})

describe('what a rule does is part of', () => {
  const event = { type: 'approve', seq: 7, causedBy: null, undoUntil: '2026-01-01T00:15:00.000Z' }
  it.each([
    ['the action that can be undone', event, { causedBy: 7 }],
    ['what its event is part of', { ...event, type: 'set_tags', causedBy: 3 }, { causedBy: 3 }],
    ['nothing that can’t be', { ...event, undoUntil: null }, {}],
    ['no other command', { ...event, type: 'set_tags' }, {}],
    ['no event without a command', { ...event, type: 'save_draft' }, {}],
  ])('%s', (_what, happened, cause) => {
    expect(findCause(happened)).toEqual(cause)
  })
})
