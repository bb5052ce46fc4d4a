import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../../src/domain/language.js'
import {
  describeWorkNews,
  linkToWork,
  nameWorkNews,
} from '../../../src/domain/operations/describe-work-news.js'
import { OPERATION_KINDS, OPERATION_PROBLEMS } from '../../../src/domain/operations/operation.js'
import {
  findWorkNews,
  mayHaveWorkNews,
  WORK_NEWS,
  type WorkFacts,
  type WorkNewsType,
} from '../../../src/domain/operations/work-news.js'
import { person } from '../../support/tickets.js'
import { sayIn } from '../ticket/outcome/described/facts.js'

const DONE: WorkFacts = {
  ...{ operationId: 'o-1', kind: 'audit_export', problem: null, figures: null },
  file: { name: 'audit.csv', until: '2026-11-22T10:00:00Z' },
}
const FIGURES = { created: 1, updated: 2, unchanged: 3, failed: 4, skipped: 5, gone: 6 }
const SYNC: WorkFacts = { ...DONE, kind: 'staff_sync', figures: FIGURES, file: null }

it('of every end that somebody waits for something is told', () => {
  const told = OPERATION_KINDS.map((kind) =>
    (['completed', 'failed', 'cancelled'] as const).map((status) => findWorkNews(kind, status)),
  )
  const failed = 'operation_failed'
  expect(Object.fromEntries(OPERATION_KINDS.map((kind, i) => [kind, told[i]]))).toEqual({
    audit_export: ['export_ready', failed, failed],
    user_export: ['export_ready', failed, failed],
    staff_sync: ['sync_finished', 'sync_finished', 'sync_finished'],
    user_erasure: [undefined, failed, failed],
    retention_run: [undefined, failed, failed],
    rule_arming: [undefined, failed, failed],
    rule_simulation: [undefined, failed, failed],
    policy_simulation: [undefined, failed, failed],
  })
  expect(() => findWorkNews('x' as never, 'failed')).toThrow('unexpected value')
})

it('reaches whoever asked for it, or admins, while they may sign in', () => {
  const [admin, requester] = [person('a', { roles: ['admin'] }), person('r')]
  const readers = (type: WorkNewsType) =>
    [admin, requester, null].map((one) => mayHaveWorkNews(type, one))
  expect(readers('sync_finished')).toEqual([true, false, false])
  expect(readers('export_ready')).toEqual([true, true, false])
  expect(WORK_NEWS.has('export_ready')).toBe(true)
  expect(WORK_NEWS.has('toString')).toBe(false)
  expect(WORK_NEWS.listOptional('mail')).toEqual(WORK_NEWS.types)
  expect(WORK_NEWS.listOptional('push')).toEqual([])
})

describe.each(LANGUAGES)('in %s', (language) => {
  const say = sayIn(language)
  it('a sync tells its figures, and why it ended before it was done', () => {
    const done = describeWorkNews('sync_finished', SYNC, say)
    expect(done.what.match(/\d+/g)).toEqual(['1', '2', '4', '6'])
    expect(done.expected).toBeNull()
    expect(done.title).toBe(nameWorkNews('sync_finished', say))
    const ends = OPERATION_PROBLEMS.map((problem) =>
      describeWorkNews('sync_finished', { ...SYNC, problem }, say),
    )
    expect(new Set(ends.map(({ what }) => what)).size).toBe(OPERATION_PROBLEMS.length)
    for (const [i, { title, what, expected }] of ends.entries()) {
      expect(title).not.toBe(done.title)
      expect(what).toContain(done.what)
      expect(expected === null).toBe(OPERATION_PROBLEMS[i] === 'cancelled')
    }
  })
  it('an export names its file for as long as it is there', () => {
    const { what, work } = describeWorkNews('export_ready', DONE, say)
    expect(what).toContain('audit.csv')
    const gone = describeWorkNews('export_ready', { ...DONE, file: null }, say)
    expect(gone.what).not.toContain('audit.csv')
    const person = describeWorkNews('export_ready', { ...DONE, kind: 'user_export' }, say)
    expect(person.work).not.toBe(work)
  })
  it('each is sentences of this language', () => {
    for (const type of WORK_NEWS.types)
      for (const facts of [DONE, SYNC, { ...SYNC, problem: 'internal' as const }]) {
        const { title, work, what, expected } = describeWorkNews(type, facts, say)
        const english = describeWorkNews(type, facts, sayIn('en'))
        if (language !== 'en') {
          expect(title).not.toBe(english.title)
          expect(work).not.toBe(english.work)
        }
        for (const sentence of [what || 'X.', expected ?? 'X.']) {
          expect(sentence).toMatch(/^\S.*\.$/)
          expect(sentence).not.toMatch(/null|undefined|\s[.,]|\s\s/)
        }
      }
  })
})

it('leads to where a front end shows it, if there is one', () => {
  expect(linkToWork('https://desk.example/', DONE)).toBe('https://desk.example/operations/o-1')
  expect(linkToWork(undefined, DONE)).toBeNull()
})
