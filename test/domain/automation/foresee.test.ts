import { describe, expect, it } from 'vitest'
import type { SingleAction } from '../../../src/domain/automation/actions.js'
import { foresee, nameDepartment, type Place } from '../../../src/domain/automation/foresee.js'

const OPEN: Place = { status: 'open', priority: 'normal', departmentId: 'it', groupId: 'network' }
const anybody: SingleAction = { type: 'assign', mode: 'least_loaded' }

describe('where an action of a rule is taken to bring a ticket', () => {
  it.each<[string, SingleAction, Parameters<typeof foresee>[2], Partial<Place>]>([
    [
      'another department',
      { type: 'set_department', departmentId: 'hr' },
      {},
      { departmentId: 'hr', groupId: null },
    ],
    ['its own department', { type: 'set_department', departmentId: 'it' }, {}, {}],
    [
      'a category there',
      { type: 'set_category', categoryId: 'c' },
      { category: { departmentId: 'it', groupId: 'vpn' } },
      { groupId: 'vpn' },
    ],
    [
      'one elsewhere',
      { type: 'set_category', categoryId: 'c' },
      { category: { departmentId: 'hr', groupId: 'pay' } },
      {},
    ],
    ['one that is gone', { type: 'set_category', categoryId: 'c' }, {}, {}],
    ['a person', { type: 'assign', assigneeId: 'agent' }, {}, { status: 'assigned' }],
    [
      'whoever has least to do',
      anybody,
      { chosen: { assigneeId: 'a', departmentId: 'hr' } },
      { status: 'assigned', departmentId: 'hr' },
    ],
    ['nobody', anybody, { chosen: null }, {}],
    ['a tag', { type: 'add_tags', tags: ['x'] }, {}, {}],
  ])('by %s', (_what, action, known, moved) => {
    expect(foresee(OPEN, action, known)).toEqual({ ...OPEN, ...moved })
  })
  it('is named with whoever was chosen there, where the ticket is not there yet', () => {
    const chosen = { assigneeId: 'a' }
    const there = { ...OPEN, departmentId: 'hr' }
    expect(nameDepartment(chosen, there, OPEN)).toEqual({ ...chosen, departmentId: 'hr' })
    expect(nameDepartment({ ...chosen, departmentId: 'law' }, there, OPEN)?.departmentId).toBe(
      'law',
    )
    expect(nameDepartment(chosen, OPEN, OPEN)).toBe(chosen)
    expect(nameDepartment(null, there, OPEN)).toBeNull()
  })
})
