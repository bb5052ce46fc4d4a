import { describe, expect, it } from 'vitest'
import type { Condition } from '../../../src/domain/automation/conditions.js'
import type { FieldValue, Operator } from '../../../src/domain/automation/fields.js'
import { compileConditions, type Moment } from '../../../src/domain/automation/match-conditions.js'

const moment = (now: FieldValue, ...before: FieldValue[]): Moment => ({
  now: new Map([['f', now]]),
  before: before.length === 0 ? null : new Map(before.map((value) => ['f', value])),
})
const NOTHING: Moment = { now: new Map(), before: null }
const condition = (op: Operator, value?: Condition['value']): Condition =>
  value === undefined ? { field: 'f', op } : { field: 'f', op, value }

const HOLD: [Operator, Condition['value'] | undefined, Moment][] = [
  ['eq', 'high', moment('high')],
  ['eq', 'HIGH', moment(' High ')],
  ['eq', 7, moment(7)],
  ['eq', false, moment(false)],
  ['ne', 'high', moment('low')],
  ['ne', 'high', NOTHING],
  ['in', ['low', 'high'], moment('high')],
  ['not_in', ['low', 'high'], moment('urgent')],
  ['not_in', ['low'], NOTHING],
  ['contains', 'vip', moment(['VIP', 'old'])],
  ['contains', 'Print', moment('the printer')],
  ['not_contains', 'vip', moment(['old'])],
  ['not_contains', 'vip', NOTHING],
  ['starts_with', 're:', moment('Re: paper')],
  ['gt', 1, moment(2)],
  ['gte', 2, moment(2)],
  ['lt', 2, moment(1)],
  ['lte', 2, moment(2)],
  ['is_set', undefined, moment('x')],
  ['is_set', undefined, moment(0)],
  ['is_set', undefined, moment(false)],
  ['is_set', undefined, moment(['x'])],
  ['is_not_set', undefined, moment('')],
  ['is_not_set', undefined, moment([])],
  ['is_not_set', undefined, moment(null)],
  ['is_not_set', undefined, NOTHING],
  ['changed_to', 'high', moment('high', 'low')],
  ['changed_to', 'high', moment('high', null)],
  ['changed_to', 'high', moment('high')],
  ['changed_from', 'low', moment('high', 'low')],
  ['changed_from', 'low', moment(null, 'low')],
]

const FAIL: [Operator, Condition['value'] | undefined, Moment][] = [
  ['eq', 'high', moment('higher')],
  ['eq', '7', moment(7)],
  ['eq', 'x', moment(['x'])],
  ['ne', 'high', moment('HIGH')],
  ['in', ['low'], NOTHING],
  ['not_in', ['low'], moment('low')],
  ['contains', 'vip', moment(['vip-2'])],
  ['contains', 'vip', NOTHING],
  ['contains', 5, moment('555')],
  ['not_contains', 'vip', moment(['vip'])],
  ['starts_with', 're:', moment('paper re:')],
  ['starts_with', '5', moment(5)],
  ['gt', 2, moment(2)],
  ['gte', 2, moment('3')],
  ['gte', 0, NOTHING],
  ['lt', 2, NOTHING],
  ['lte', 2, moment(3)],
  ['is_set', undefined, moment('')],
  ['is_not_set', undefined, moment(0)],
  ['changed_to', 'high', moment('high', 'high')],
  ['changed_to', 'high', moment('low', 'high')],
  ['changed_from', 'low', moment('low')],
  ['changed_from', 'low', moment('low', 'low')],
  ['changed_from', 'low', moment('high', 'normal')],
]

describe('a condition', () => {
  it.each(HOLD)('holds: %s %o of %o', (op, value, at) => {
    expect(compileConditions({ all: [condition(op, value)] })(at)).toEqual({ matched: true })
  })

  it.each(FAIL)('fails: %s %o of %o', (op, value, at) => {
    const failedCondition = condition(op, value)
    const match = compileConditions({ any: [failedCondition] })(at)
    expect(match).toEqual({ matched: false, failedCondition })
  })
})

describe('conditions together', () => {
  const yes = condition('is_set')
  const no = condition('is_not_set')
  const at = moment('x')

  it('match everything where there are none', () => {
    expect(compileConditions({})(NOTHING)).toEqual({ matched: true })
    expect(compileConditions({ all: [], any: [] })(at)).toEqual({ matched: true })
  })

  it.each([
    { all: [yes, yes], any: [no, yes], matched: true },
    { all: [yes], any: [], matched: true },
    { all: [], any: [no, no, yes], matched: true },
    { all: [yes, no], any: [yes], matched: false },
    { all: [yes], any: [no], matched: false },
  ])('need all of the first and one of the second: $all $any', ({ all, any, matched }) => {
    expect(compileConditions({ all, any })(at).matched).toBe(matched)
  })

  const PAIRS: [Operator, Operator, Condition['value']?][] = [
    ['eq', 'ne', 'x'],
    ['in', 'not_in', ['x', 'y']],
    ['contains', 'not_contains', 'x'],
    ['is_set', 'is_not_set'],
  ]
  const VALUES: FieldValue[] = ['x', 'xy', '', 'Z', 3, 0, true, false, null, [], ['x'], ['y', 'z']]

  it.each(PAIRS)('never hold nor fail both: %s and %s', (op, opposite, value) => {
    for (const now of VALUES) {
      const holds = (one: Operator) =>
        compileConditions({ all: [condition(one, value)] })(moment(now)).matched
      expect(holds(op)).toBe(!holds(opposite))
    }
  })

  it('change to what they change from the other way round', () => {
    for (const [now, before] of VALUES.flatMap((one) =>
      VALUES.map((other) => [one, other] as const),
    )) {
      const holds = (op: Operator, at: Moment) =>
        compileConditions({ all: [condition(op, 'x')] })(at).matched
      expect(holds('changed_to', moment(now, before))).toBe(
        holds('changed_from', moment(before, now)),
      )
    }
  })
})
