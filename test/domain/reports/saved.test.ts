import { describe, expect, it } from 'vitest'
import { mayReadReports } from '../../../src/domain/access/reports.js'
import type { Person } from '../../../src/domain/people.js'
import { describeReportNews } from '../../../src/domain/reports/saved/describe-news.js'
import {
  mayHaveReportNews,
  REPORT_NEWS,
  type ReportFacts,
} from '../../../src/domain/reports/saved/news.js'
import { chooseSpan } from '../../../src/domain/reports/saved/parameters.js'
import { isNews, judgeRun, RUN_PROBLEMS } from '../../../src/domain/reports/saved/run.js'
import { createSay } from '../../../src/domain/ticket/outcome/say.js'

const PERSON: Person = {
  ...{ id: 'p', roles: ['manager'], departmentId: 'd', headOf: [] },
  ...{ financeDepartmentIds: [], groupIds: [], permissions: [] },
}
const AT = '2030-03-31T07:00:00.000Z'
const ASKED = { by: 'week', timezone: 'Europe/Vienna' } as const

describe('the span of a saved report', () => {
  it('goes back from its run, or stays, or is as long as asked for', () => {
    const span = (asked: object) => chooseSpan({ ...ASKED, ...asked }, AT)
    expect(span({})).toEqual({ ...ASKED, from: '2030-03-01T07:00:00.000Z', to: AT })
    expect(span({ last: 'P1M' }).from).toBe('2030-02-28T07:00:00.000Z')
    const stays = { from: '2029-01-01T00:00:00.000Z', to: '2029-02-01T00:00:00.000Z' }
    expect(span(stays)).toEqual({ ...ASKED, ...stays })
    expect(span({ to: stays.to, last: 'P1D' }).from).toBe('2029-01-31T00:00:00.000Z')
  })
})

describe('a run', () => {
  const recipients = ['de-AT', 'en', 'de', 'fr'].map((language, n) => ({ id: `${n}`, language }))

  it('is mailed with what its owner may read, in the languages of those who get it', () => {
    const allowed = { status: 'allowed', languages: ['de', 'en'] }
    expect(judgeRun(PERSON, recipients)).toEqual({ ...allowed, departmentIds: ['d'] })
    const viewer: Person = { ...PERSON, roles: ['requester'], permissions: ['reports.view'] }
    expect(judgeRun(viewer, recipients)).toEqual({ ...allowed, departmentIds: null })
  })

  it('is refused where the owner reads none any more, or nobody gets it', () => {
    const forbidden = { status: 'refused', problem: 'forbidden' }
    const requester: Person = { ...PERSON, roles: ['requester'] }
    expect(mayReadReports(requester)).toBe(false)
    expect([judgeRun(null, recipients), judgeRun(requester, recipients)]).toEqual([
      forbidden,
      forbidden,
    ])
    expect(judgeRun(PERSON, [])).toEqual({ status: 'refused', problem: 'no_recipients' })
  })

  it('is news each time that it is mailed, and once that it is not', () => {
    const refused = { status: 'refused', problem: 'forbidden' } as const
    expect(isNews({ status: 'sent', problem: null }, { problem: null })).toBe(true)
    expect(isNews(refused, undefined)).toBe(true)
    expect(isNews(refused, { problem: null })).toBe(true)
    expect(isNews(refused, { problem: 'forbidden' })).toBe(false)
    expect(isNews({ status: 'failed', problem: 'internal' }, refused)).toBe(true)
  })
})

describe('news of a saved report', () => {
  const facts: ReportFacts = {
    ...{
      reportRunId: 'r',
      name: 'Each\nMonday',
      kind: 'volume',
      groupBy: null,
      owner: 'Mo Derator',
    },
    span: { ...ASKED, from: '2030-03-01T00:00:00.000Z', to: '2030-03-08T00:00:00.000Z' },
    ...{ problem: null, hasFiles: true },
  }
  const say = (
    type: 'report_ready' | 'report_refused',
    over: Partial<ReportFacts>,
    language: string,
  ) => describeReportNews(type, { ...facts, ...over }, createSay('UTC', language), language)

  it('says what it is about, of when, and who has it sent', () => {
    const ready = say('report_ready', {}, 'en')
    expect(ready.title).toBe('Each Monday')
    expect(ready.report).toMatch(/^Tickets created, closed and reopened · 1.–.8 Mar 2030 \(Europe/)
    expect(ready.what).toContain('Mo Derator')
    const german = say('report_ready', { groupBy: 'agent' }, 'de')
    expect(german.what).toContain('Arbeitsmappe')
    expect(german.report).not.toBe(ready.report)
  })

  it('says why it was not mailed, whatever that is, and what would help', () => {
    for (const language of ['en', 'de']) {
      for (const problem of [...RUN_PROBLEMS, null]) {
        const { title, what, expected } = say('report_refused', { problem }, language)
        expect([title, what, expected].every((text) => (text?.length ?? 0) > 10)).toBe(true)
      }
    }
    expect(say('report_refused', { problem: null }, 'en').what).toContain('went wrong')
    expect(say('report_refused', { problem: 'forbidden' }, 'en').what).toContain('Mo Derator')
  })

  it('reaches who may sign in, and with the files alone', () => {
    expect(mayHaveReportNews('report_ready', PERSON, facts)).toBe(true)
    expect(mayHaveReportNews('report_ready', null, facts)).toBe(false)
    expect(mayHaveReportNews('report_ready', PERSON, { hasFiles: false })).toBe(false)
    expect(mayHaveReportNews('report_refused', PERSON, { hasFiles: false })).toBe(true)
    expect([
      REPORT_NEWS.listOptional('mail'),
      REPORT_NEWS.listOptional('inApp'),
      REPORT_NEWS.listOptional('sms'),
    ]).toEqual([['report_ready', 'report_refused'], ['report_refused'], []])
    expect([REPORT_NEWS.has('report_ready'), REPORT_NEWS.has('toString')]).toEqual([true, false])
  })
})
