import { expect } from 'vitest'
import type { OwnTicket } from '../../../src/domain/chatbot/compose.js'
import type { Passage } from '../../../src/domain/chatbot/passage.js'

export const article = (id: string, over: object = {}): Passage => ({
  ...{ kind: 'article', id, title: `About ${id}`, text: `Text of ${id}`, score: 1, reach: 0 },
  ...over,
})

export const ticket = (id: string, requesterId = 'me', over: object = {}): Passage => ({
  ...{
    kind: 'ticket',
    id,
    number: `T-${id}`,
    title: id,
    text: `Text of ${id}`,
    score: 1,
    requesterId,
  },
  ...over,
})

export const PLACES = {
  departments: [
    { id: 'it', name: 'Information technology', code: 'IT' },
    { id: 'hr', name: 'People', code: 'HR' },
  ],
  categories: [
    { id: 'printers', name: 'Printers and scanners', departmentId: 'it' },
    { id: 'pay', name: 'Salary', departmentId: 'hr' },
    { id: 'lost', name: 'Unicorns', departmentId: 'gone' },
  ],
}

export const own = (over: Partial<OwnTicket> = {}): OwnTicket => ({
  ...{ id: 't1', number: 'T-1', title: 'Broken <b>mouse</b>', status: 'in_progress' },
  ...{ department: 'IT', requesterId: 'me', description: 'It squeaks' },
  ...over,
})

/** What grows with the square of a text takes seconds; what does not is done in a few milliseconds. */
export function expectSwift(work: () => unknown): void {
  const begun = performance.now()
  work()
  expect(performance.now() - begun).toBeLessThan(500)
}
