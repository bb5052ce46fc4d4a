import { expect, it } from 'vitest'
import { answersQuestion } from '../../../src/domain/mail-in/answers-question.js'

it('is what whoever was asked writes while the question stands', () => {
  const asked = {
    ...{ status: 'needs_clarification' as const, requesterId: 'ann' },
    clarification: { at: '2026-03-02T09:00:00.000Z', answered: false },
  }
  const later = { personId: 'ann', at: '2026-03-02T09:00:00.000Z' }
  expect(answersQuestion(asked, later)).toBe(true)
  expect(answersQuestion(asked, { ...later, personId: 'bob' })).toBe(false)
  expect(answersQuestion(asked, { ...later, at: '2026-03-02T08:59:59.999Z' })).toBe(false)
  expect(answersQuestion({ ...asked, status: 'submitted' }, later)).toBe(false)
  expect(answersQuestion({ ...asked, clarification: null }, later)).toBe(false)
})
