import { describe, expect, it } from 'vitest'
import { chooseDepartment, draftFromWords, readDraft } from '../../../src/domain/chatbot/draft.js'
import { expectSwift, PLACES } from './given.js'

describe('a draft', () => {
  it('of a model goes only where there is something, in clean words', () => {
    const read = (draft: object | string) =>
      readDraft(typeof draft === 'string' ? draft : ` ${JSON.stringify(draft)}`, PLACES)
    const whole = { title: 'A <i>jam</i>\nagain', description: 'In [2](x)', department: 'it' }
    expect(read({ ...whole, category: 'printers and scanners' })).toEqual({
      ...{
        title: 'A jam again',
        description: 'In (2)',
        departmentId: 'it',
        categoryId: 'printers',
      },
    })
    expect(read({ ...whole, category: 'Salary' })).not.toHaveProperty('categoryId')
    expect(read({ ...whole, department: 'NOWHERE', category: 'Unicorns' })).toEqual({
      ...{ title: 'A jam again', description: 'In (2)' },
    })
    expect(read({ ...whole, department: 7 })).not.toHaveProperty('departmentId')
    for (const nothing of [
      '',
      '{',
      '[1]',
      'null',
      { title: 1, description: 'x' },
      { title: 'x', description: '<b>' },
      { title: 'x', description: 'x', more: 'x'.repeat(12_000) },
    ])
      expect(read(nothing)).toBeUndefined()
    expectSwift(() => read({ title: '<'.repeat(5_000), description: '<'.repeat(5_000) }))
  })
  it('is made of what somebody has asked', () => {
    const asked = ['Where is my ticket?', 'The printers jam. Again!', 'And they smoke']
    expect(draftFromWords(asked, PLACES)).toEqual({
      title: 'The printers jam.',
      description: 'The printers jam. Again!\n\nAnd they smoke',
      departmentId: 'it',
      categoryId: 'printers',
    })
    expect(draftFromWords(['A thing for the people'], PLACES)).toMatchObject({ departmentId: 'hr' })
    expect(draftFromWords(['Salary of the printers and scanners'], PLACES)).toMatchObject({
      categoryId: 'printers',
    })
    expect(draftFromWords(['Find my unicorns'], PLACES)).toEqual({
      ...{ title: 'Find my unicorns', description: 'Find my unicorns' },
    })
    expect(draftFromWords(['Where is my ticket?'], PLACES)?.title).toBe('Where is my ticket?')
    expect(draftFromWords([], PLACES)).toBeUndefined()
  })
  it('goes where it says, where its author filed last, or to the first', () => {
    const { departments } = PLACES
    expect(chooseDepartment({ departmentId: 'hr' }, departments, 'it')).toBe('hr')
    expect(chooseDepartment({ departmentId: 'gone' }, departments, 'hr')).toBe('hr')
    expect(chooseDepartment({}, departments, null)).toBe('it')
    expect(chooseDepartment({}, [], 'it')).toBeUndefined()
  })
})
