import { expect, it } from 'vitest'
import { listFacts } from '../../../src/domain/reports/list-facts.js'
import type { RecordedEvent } from '../../../src/domain/sla/proof.js'

const hour = (n: number) => new Date(Date.UTC(2026, 0, 5, n, 20)).toISOString()
const PRESENT = {
  ...{ departmentId: 'IT', categoryId: null, assigneeId: 'a' },
  ...{ priority: 'high', channel: 'web' },
}
const event = (n: number, from: string | null, to: string, over: object) =>
  ({ seq: n, version: 1, from, to, event: { at: hour(n), ...over } }) as unknown as RecordedEvent // as much of it as is counted
const RECORD = [
  event(1, null, 'draft', { type: 'submit' }),
  event(2, 'draft', 'submitted', { type: 'submit' }),
  event(3, 'submitted', 'assigned', { type: 'assign' }),
  event(4, 'assigned', 'completed', { type: 'complete' }),
  event(5, 'completed', 'in_progress', { type: 'request_rework' }),
  event(6, 'in_progress', 'completed', { type: 'complete' }),
  event(7, 'completed', 'in_progress', { type: 'undo', undoes: { seq: 6 } }),
  event(8, 'in_progress', 'closed', { type: 'close' }),
  event(9, 'closed', 'closed', { type: 'set_tags' }),
  event(10, 'closed', 'reopened', { type: 'reopen' }),
]
const list = (record: readonly RecordedEvent[], isDeleted = false) =>
  listFacts({ present: PRESENT, isDeleted, record, calendars: [] }).map(({ at, figures }) => [
    Number(at.slice(11, 13)),
    ...Object.keys(figures).filter((name) => figures[name] === 1),
  ])

it('a ticket adds what became of it when it did, without drafts and what was undone', () => {
  expect(list(RECORD)).toEqual([
    [2, 'created'],
    [4, 'completed'],
    [5, 'reworked'],
    [8, 'closed'],
    [10, 'reopened'],
  ])
})
it('a reopened ticket that is put off and goes on is reopened once', () => {
  const later = [
    event(11, 'reopened', 'postponed', { type: 'postpone' }),
    event(12, 'postponed', 'reopened', { type: 'restart' }),
  ]
  expect(list([...RECORD, ...later])).toEqual(list(RECORD))
})
it('a sub-ticket comes with its first event', () => {
  expect(list([event(1, null, 'assigned', { type: 'submit' })])).toEqual([[1, 'created']])
})
it('a ticket that was deleted adds nothing', () => {
  expect(list(RECORD, true)).toEqual([])
})
