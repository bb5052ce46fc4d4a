import { describe, expect, it } from 'vitest'
import {
  type ConditionalPolicy,
  choosePromise,
  type Subject,
} from '../../../src/domain/sla/choose-policy.js'
import { policy } from '../../support/tickets.js'

const conditional = (id: string, over: Partial<ConditionalPolicy> = {}): ConditionalPolicy => ({
  ...{ id, version: 1, order: 100, isDefault: false, conditions: {}, warnAt: [], pauseIn: [] },
  ...{ targets: [{ priority: 'normal', resolution: 'PT1H' }] },
  ...{ calendar: null, matrix: null, ...over },
})
const when = (field: string, value: string, op: 'eq' | 'contains' = 'eq') => ({
  conditions: { all: [{ field, op, value }] },
})
const TEMPLATES = [
  policy({ id: 'default', priority: 'normal', resolution: 'P1D' }),
  policy({ id: 'named', priority: 'low', resolution: 'P2D', isDefault: false }),
]
const SUBJECT: Subject = {
  ...{ priority: 'normal', departmentId: 'it', categoryId: 'c', groupId: 'g' },
  type: 'ticket',
  tags: ['vip'],
}
const choose = (policies: ConditionalPolicy[], over: object = {}, named?: string) =>
  choosePromise(
    {
      policies: TEMPLATES,
      conditionalPolicies: policies,
      served: { channel: 'mail', customerTier: 'Gold' },
    },
    { ...SUBJECT, ...over },
    named,
  )?.id

describe('what is promised of a ticket', () => {
  const last = conditional('last', { isDefault: true, order: 0 })
  const it1 = conditional('it', { ...when('departmentId', 'it'), order: 2 })

  it('when the customer has bought a policy, then it is promised where it has the priority, before all that match', () => {
    const promise = (slaPolicyId: string, priority = 'normal', named?: string) =>
      choosePromise(
        {
          policies: TEMPLATES,
          conditionalPolicies: [it1, last],
          served: { channel: 'mail', customerTier: null, slaPolicyId },
        },
        { ...SUBJECT, priority: priority === 'normal' ? 'normal' : 'low' },
        named,
      )?.id
    expect([promise('last'), promise('gone'), promise('last', 'low')]).toEqual([
      ...['last', 'it', undefined],
    ])
    expect(promise('last', 'normal', 'named')).toBe('named')
  })

  it('is of the template that is named, then of the first policy that matches, the default, the default template', () => {
    expect(choose([last, it1], {}, 'named')).toBe('named')
    expect(choose([last, it1])).toBe('it')
    expect(choose([last, it1, conditional('before', { order: 1 })])).toBe('before')
    expect(choose([last, it1], { departmentId: 'hr' })).toBe('last')
    expect(choose([it1], { departmentId: 'hr' })).toBe('default')
    expect(choose([], { priority: 'high' })).toBeUndefined()
    expect(choose([conditional('b'), conditional('a')])).toBe('a')
    expect(choose([conditional('a'), conditional('b')])).toBe('a')
  })

  it('is of a policy that has a target for the priority', () => {
    const high = { targets: [{ priority: 'high' as const, firstResponse: 'PT1H' }] }
    expect(choose([conditional('high', high), last])).toBe('last')
    expect(choose([conditional('high', high), last], { priority: 'high' })).toBe('high')
  })

  it('asks for each of its fields', () => {
    for (const [field, value, op] of [
      ['departmentId', 'it'],
      ['categoryId', 'c'],
      ['groupId', 'g'],
      ['customer.tier', 'gold'],
      ['channel', 'mail'],
      ['tags', 'vip', 'contains'],
      ['type', 'ticket'],
    ] as const) {
      expect(choose([conditional('yes', when(field, value, op))])).toBe('yes')
      expect(choose([conditional('no', when(field, 'x', op))])).toBe('default')
    }
  })

  it('comes with what else a policy says', () => {
    const matrix = { matrixId: 'm', version: 2, levels: [] }
    const own = conditional('p', { version: 3, warnAt: [50], matrix })
    expect(choosePromise({ policies: [], conditionalPolicies: [own] }, SUBJECT)).toEqual({
      ...{ id: 'p', version: 3, firstResponse: null, resolution: 'PT1H', percents: [50] },
      ...{ pauseIn: [], calendar: null, matrix },
    })
  })
})
