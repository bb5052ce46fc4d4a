import { describe, expect, it } from 'vitest'
import { listMissing } from '../../../../src/domain/ticket/drafts/missing.js'

describe('what a draft lacks', () => {
  it('is named, of what is required to hand it in', () => {
    const whole = { title: 'x', description: 'x', departmentId: 'it' }
    expect(listMissing(whole)).toEqual([])
    expect(listMissing({ ...whole, title: '' })).toEqual(['title'])
    expect(listMissing({ title: 'x', description: '', departmentId: null })).toEqual([
      'description',
      'departmentId',
    ])
  })
})
