import { describe, expect, it } from 'vitest'
import { type Condition, findConditionFaults } from '../../../src/domain/automation/conditions.js'
import {
  type Fields,
  findValueFault,
  listOperators,
  OPERATORS,
} from '../../../src/domain/automation/fields.js'

const FIELDS: Fields = {
  priority: { type: 'word', values: ['low', 'high'] },
  externalStatus: { type: 'word' },
  groupId: { type: 'id' },
  tags: { type: 'list' },
  'requester.roles': { type: 'list', values: ['agent'] },
  title: { type: 'text' },
  reopenCount: { type: 'number' },
  hoursSinceUpdate: { type: 'elapsed' },
  'sla.breached': { type: 'flag' },
  'customFields.': { type: 'custom' },
}
const ID = '01890000-0000-7000-8000-00000000000A'

const check = (...all: Condition[]) => findConditionFaults({ all }, FIELDS)
const conditions = (list: [string, string, unknown?][]) =>
  list.map(([field, op, value]) => ({ field, op, ...(value === undefined ? {} : { value }) }))

describe('conditions', () => {
  it('may each be left out', () => {
    expect(findConditionFaults({}, FIELDS)).toEqual([])
    expect(findConditionFaults({ all: [], any: [] }, FIELDS)).toEqual([])
  })

  it.each(
    conditions([
      ['priority', 'eq', 'low'],
      ['priority', 'not_in', ['low', 'high']],
      ['priority', 'changed_to', 'high'],
      ['priority', 'is_set'],
      ['externalStatus', 'ne', 'anything'],
      ['groupId', 'in', [ID, ID.toLowerCase()]],
      ['groupId', 'is_not_set'],
      ['tags', 'contains', 'vip'],
      ['requester.roles', 'not_contains', 'agent'],
      ['title', 'starts_with', 'Re:'],
      ['title', 'in', ['one', 'two']],
      ['reopenCount', 'gte', 2],
      ['reopenCount', 'in', [1, 2]],
      ['hoursSinceUpdate', 'gt', 48],
      ['sla.breached', 'changed_to', true],
      ['customFields.seats', 'lt', 10],
      ['customFields.seats', 'eq', false],
      ['customFields.room.floor', 'contains', 'b'],
      ['customFields.constructor', 'in', ['a', 1, true]],
    ]),
  )('fit: $field $op $value', (condition) => {
    expect(check(condition as Condition)).toEqual([])
  })

  it.each<[string, string, unknown, (string | number)[], string]>([
    ['colour', 'eq', 'red', ['field'], 'is no field of a condition'],
    ['constructor', 'eq', 'red', ['field'], 'is no field of a condition'],
    ['customFields.', 'eq', 'red', ['field'], 'is no field of a condition'],
    ['toString.x', 'eq', 'red', ['field'], 'is no field of a condition'],
    ['priority.low', 'eq', 'red', ['field'], 'is no field of a condition'],
    ['priority', 'gt', 'low', ['op'], 'is not for priority'],
    ['title', 'lt', 'a', ['op'], 'is not for title'],
    [
      'tags',
      'eq',
      'vip',
      ['op'],
      'is not for tags: use contains, not_contains, is_set, is_not_set',
    ],
    ['hoursSinceUpdate', 'eq', 1, ['op'], 'is not for hoursSinceUpdate: use gt, gte, lt, lte'],
    ['sla.breached', 'is_set', undefined, ['op'], 'is not for sla.breached'],
    ['priority', 'eq', 'urgently', ['value'], 'must be one of low, high'],
    ['priority', 'eq', undefined, ['value'], 'is required'],
    ['priority', 'eq', ['low'], ['value'], 'must be a text'],
    ['priority', 'in', 'low', ['value'], 'must be a list of values'],
    ['priority', 'in', [], ['value'], 'must be a list of values'],
    ['priority', 'in', ['low', 'none'], ['value', 1], 'must be one of low, high'],
    ['priority', 'is_set', 'low', ['value'], 'must be left out'],
    ['groupId', 'eq', 'night shift', ['value'], 'is no id'],
    ['groupId', 'eq', 7, ['value'], 'is no id'],
    ['tags', 'contains', '', ['value'], 'must not be empty'],
    ['title', 'contains', ' ', ['value'], 'must not be empty'],
    ['requester.roles', 'contains', 'king', ['value'], 'must be one of agent'],
    ['title', 'contains', 5, ['value'], 'must be a text'],
    ['reopenCount', 'gt', '5', ['value'], 'must be a number'],
    ['hoursSinceUpdate', 'gt', true, ['value'], 'must be a number'],
    ['sla.breached', 'eq', 'true', ['value'], 'must be true or false'],
    ['customFields.seats', 'gt', 'ten', ['value'], 'must be a number'],
    ['customFields.seats', 'contains', 1, ['value'], 'must be a text'],
    ['customFields.seats', 'eq', ['ten'], ['value'], 'must be one value'],
  ])('do not fit: %s %s %o', (field, op, value, path, fault) => {
    const [found, ...others] = check({ field, op, value } as Condition)
    expect(others).toEqual([])
    expect(found?.path).toEqual(['all', 0, ...path])
    expect(found?.fault).toContain(fault)
  })

  it('say of each where it stands', () => {
    const wrong: Condition = { field: 'colour', op: 'eq', value: 'red' }
    const right: Condition = { field: 'title', op: 'eq', value: 'red' }
    const faults = findConditionFaults({ all: [right, wrong], any: [wrong, right, wrong] }, FIELDS)
    const at = (group: string, index: number) => [group, index, 'field']
    expect(faults.map(({ path }) => path)).toEqual([at('all', 1), at('any', 0), at('any', 2)])
  })

  it('know every type of field', () => {
    const field = { type: 'other' } as never
    expect(() => findValueFault(field, 'eq', 'x')).toThrow('unexpected value')
  })

  it('have a use for every operator', () => {
    const used = new Set(Object.values(FIELDS).flatMap(listOperators))
    expect([...used].sort()).toEqual([...OPERATORS].sort())
  })
})
