import { expect, it } from 'vitest'
import { percentClosed, subTicketNumber } from '../../../../src/domain/ticket/sub-tickets/counts.js'

it.each([
  [0, 0, 0],
  [0, 3, 0],
  [1, 3, 33],
  [2, 3, 66],
  [29, 100, 29],
  [3, 3, 100],
])('%i of %i closed is %i percent, rounded down', (closed, total, percent) => {
  expect(percentClosed({ closed, total })).toBe(percent)
})

it('a sub-ticket’s number is its parent’s and its place', () => {
  expect(subTicketNumber({ number: 'T-5' }, 2)).toBe('T-5.2')
})
