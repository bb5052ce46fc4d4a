import { describe, expect, it } from 'vitest'
import { makeChart } from '../../../src/domain/reports/pictures/chart.js'
import type { ReportItem } from '../../../src/domain/reports/pictures/layouts.js'
import {
  choosePeriod,
  listPeriods,
  type Span,
  shortenSpan,
} from '../../../src/domain/reports/pictures/periods.js'
import type { ShownReport } from '../../../src/domain/reports/pictures/shown-report.js'
import { makePlainTable, makeTable } from '../../../src/domain/reports/pictures/table.js'

const SPAN: Span = {
  from: '2030-03-01T00:00:00Z',
  to: '2030-03-04T00:00:00Z',
  by: 'day',
  timezone: 'UTC',
}
const show = (over: Partial<ShownReport> & Pick<ShownReport, 'kind'>): ShownReport => ({
  items: [],
  span: SPAN,
  groupBy: undefined,
  organization: 'Demo',
  language: 'en',
  ...over,
})
const on = (day: string, figures: object): ReportItem => ({
  from: `2030-03-0${day}T00:00:00.000Z`,
  ...figures,
})

describe('the periods of a chart', () => {
  it('are days, weeks from Monday and months by the calendar of the zone', () => {
    expect(listPeriods(SPAN)).toEqual(['2030-03-01', '2030-03-02', '2030-03-03'])
    const there = { ...SPAN, timezone: 'America/New_York' }
    expect(listPeriods(there)[0]).toBe('2030-02-28')
    expect(listPeriods({ ...SPAN, by: 'week' })).toEqual(['2030-02-25'])
    expect(listPeriods({ ...SPAN, by: 'month', to: '2030-05-01T00:00:00.001Z' })).toEqual([
      ...['2030-03-01', '2030-04-01', '2030-05-01'],
    ])
    const ancient = { from: '0001-01-01T00:00:00Z', to: '0001-01-02T00:00:00Z' }
    expect(listPeriods({ ...SPAN, ...ancient })).toEqual(['0001-01-01'])
    const last = { from: '9999-12-30T00:00:00Z', to: '9999-12-31T23:00:00Z' }
    expect(listPeriods({ ...SPAN, ...last, timezone: 'Asia/Tokyo' })).toEqual([
      ...['9999-12-30', '9999-12-31'], // there it is the year 10000
    ])
  })

  it('are longer ones where there are too many, and of too many months the last that have something', () => {
    expect(choosePeriod(SPAN)).toBe('day')
    expect(choosePeriod({ ...SPAN, to: '2031-04-01T00:00:00Z' })).toBe('week')
    expect(choosePeriod({ ...SPAN, to: '2036-04-01T00:00:00Z' })).toBe('month')
    const ages: Span = {
      ...{ from: '0001-01-01T00:00:00Z', to: '9999-01-01T00:00:00Z', timezone: 'UTC' },
      by: choosePeriod({ ...SPAN, from: '0001-01-01T00:00:00Z' }),
    }
    expect(ages.by).toBe('month')
    const items = [on('1', {}), on('2', {})]
    const short = shortenSpan(ages, items)
    expect(short).toEqual({
      ...ages,
      ...{ from: '2030-03-01T00:00:00.000Z', to: '2030-04-02T00:00:00.000Z' },
    })
    const old = { from: '1990-01-01T00:00:00.000Z' }
    expect(listPeriods(shortenSpan(ages, [old, ...items])).length).toBeLessThanOrEqual(130)
    const until = { ...ages, to: '2030-03-03T00:00:00Z' }
    expect(shortenSpan(until, items).to).toBe(until.to)
    expect(shortenSpan(ages, [])).toBe(ages)
    expect(listPeriods(ages)).toHaveLength(130)
  })
})

describe('a chart', () => {
  it('says what it shows, of when, and whose figures they are, in the words of its reader', () => {
    const items = [on('1', { created: 2, closed: 1, reopened: 0 })]
    expect(makeChart(show({ kind: 'volume', items }))).toMatchObject({
      title: 'Tickets created, closed and reopened',
      subtitle: expect.stringMatching(/^1.–.3 Mar 2030 · by day · UTC$/u),
      source: 'Source: Perdure · Demo',
      valueTitle: 'Tickets',
      placeTitle: 'Day',
      labels: ['1 Mar', '2 Mar', '3 Mar'],
      series: [
        { name: 'Created', values: [2, 0, 0] },
        { name: 'Closed', values: [1, 0, 0] },
        { name: 'Reopened', values: [0, 0, 0] },
      ],
      empty: null,
    })
    const german = makeChart(show({ kind: 'volume', items, groupBy: 'channel', language: 'de-AT' }))
    expect(german).toMatchObject({ title: 'Erstellte Tickets nach Kanal', placeTitle: 'Tag' })
    expect(german.series[0]?.name).toBe('Kein Kanal')
  })

  it('says in words that there is nothing, and shows a rate of nothing', () => {
    const zero = on('1', { created: 0, closed: 0, reopened: 0 })
    for (const items of [[], [zero]]) {
      expect(makeChart(show({ kind: 'volume', items })).empty).toMatch(/Nothing to show/)
    }
    const rate = on('1', { reopenRate: 0, reworkRate: null })
    expect(makeChart(show({ kind: 'reopens', items: [rate] })).empty).toBeNull()
    const none = on('1', { reopenRate: null, reworkRate: null })
    expect(makeChart(show({ kind: 'reopens', items: [none] })).empty).not.toBeNull()
  })

  it('shows shares in percent, and times in minutes or hours, with gaps where there are none', () => {
    const rates = makeChart(show({ kind: 'reopens', items: [on('2', { reopenRate: 0.25 })] }))
    expect(rates).toMatchObject({ shape: 'lines', valueTitle: 'Share in %' })
    expect(rates.series[0]?.values).toEqual([null, 25, null])
    const timed = (p90Seconds: number) =>
      makeChart(
        show({ kind: 'times', items: [on('1', { resolution: { p50Seconds: 60, p90Seconds } })] }),
      )
    expect(timed(600)).toMatchObject({ valueTitle: 'Business time, minutes' })
    expect(timed(600).series[3]?.values[0]).toBe(10)
    expect(timed(36_000)).toMatchObject({ valueTitle: 'Business time, hours' })
    expect(timed(36_000).series[3]?.values[0]).toBe(10)
  })

  it('stacks what belongs together, and draws lines where bars would be too many', () => {
    const long = { ...SPAN, to: '2030-06-01T00:00:00Z' }
    const volume = [on('1', { created: 1 })]
    expect(makeChart(show({ kind: 'volume', items: volume })).shape).toBe('bars')
    expect(makeChart(show({ kind: 'volume', items: volume, span: long })).shape).toBe('lines')
    const sla = makeChart(
      show({ kind: 'sla', items: [on('1', { resolution: { met: 1 } })], span: long }),
    )
    expect(sla.shape).toBe('bars')
    expect(sla.series.map(({ stack }) => stack)).toEqual([
      ...['firstResponse', 'firstResponse', 'resolution', 'resolution'],
    ])
  })

  it('names those that have the most, and adds up all others where they can be added up', () => {
    const items = Array.from({ length: 9 }, (_, n) =>
      on('1', {
        ...{ key: `k${n}`, name: n < 2 ? 'Ann Lee' : `N${n}`, created: 20 - n },
        resolution: { count: 20 - n, p50Seconds: 60 },
      }),
    )
    const created = makeChart(show({ kind: 'volume', items, groupBy: 'agent' }))
    expect(created.series.map(({ name }) => name)).toEqual([
      ...['Ann Lee', 'Ann Lee (2)', 'N2', 'N3', 'N4', 'N5', 'Others (3)'],
    ])
    expect(created.series.at(-1)).toMatchObject({ values: [14 + 13 + 12, 0, 0], tone: 'others' })
    expect(created.note).toBeNull()
    const times = makeChart(show({ kind: 'times', items, groupBy: 'agent' }))
    expect(times).toMatchObject({ shape: 'lines', note: 'Shown are the 6 largest of 9' })
    expect(times.series).toHaveLength(6)
    const equal = makeChart(
      show({
        kind: 'volume',
        groupBy: 'priority',
        items: [
          on('1', { key: 'urgent', name: 'urgent', created: 1 }),
          on('2', { key: 'gone', name: null, created: 1 }),
          on('3', { key: 'high', name: 'high', created: 1 }),
        ],
      }),
    )
    expect(equal.series.map(({ name }) => name)).toEqual(['High', 'Urgent', 'gone'])
  })

  it('leaves open what is to come of what there is at the end of each period', () => {
    const items = [on('1', { key: 'a', open: 3 }), on('2', { key: 'b', open: 1 })]
    const divided = makeChart(show({ kind: 'backlog', items, groupBy: 'department' }))
    expect(divided.series.map(({ values }) => values)).toEqual([
      [3, 0, null],
      [0, 1, null],
    ])
    const ranking = makeChart(
      show({
        kind: 'workload',
        items: [
          on('1', { key: 'a', name: 'Ann', open: 3, closed: 1 }),
          on('2', { key: 'a', name: 'Ann', open: 2, closed: 1 }),
          on('2', { key: null, name: null, open: 4, closed: 0 }),
        ],
      }),
    )
    expect(ranking).toMatchObject({
      ...{ title: 'Workload by agent', shape: 'ranking', labels: ['Ann', 'Nobody'] },
      series: [{ values: [2, 4] }, { values: [2, 0] }],
    })
    expect(makeChart(show({ kind: 'workload' })).empty).not.toBeNull()
  })

  it('names the years where there are several, and in months', () => {
    const span = { ...SPAN, from: '2029-12-31T00:00:00Z', to: '2030-01-02T00:00:00Z' }
    expect(makeChart(show({ kind: 'volume', span })).labels).toEqual(['31 Dec 2029', '1 Jan 2030'])
    const months: Span = { ...SPAN, by: 'month' }
    expect(makeChart(show({ kind: 'volume', span: months })).labels).toEqual(['Mar 2030'])
  })
})

describe('a table', () => {
  const MEAN = { meanFirstResponseSeconds: 5_400 }
  const items = [
    on('1', { key: null, name: null, tickets: 3, firstResponse: { met: 2, breached: 1 }, ...MEAN }),
  ]

  it('is in words for people, with days, units and what it is about', () => {
    const table = makeTable(show({ kind: 'sla', items, groupBy: 'category', language: 'de' }))
    expect(table.columns.slice(0, 4)).toEqual([
      { title: 'Tag', unit: 'day' },
      { title: 'Kategorie', unit: 'text' },
      { title: 'Tickets', unit: 'tickets' },
      { title: 'Erste Antwort eingehalten', unit: 'tickets' },
    ])
    expect(table.columns[7]?.title).toBe('Erste Antwort, Mittel (Stunden)')
    expect(table.rows).toEqual([['2030-03-01', 'Keine Kategorie', 3, 2, 1, null, null, 1.5, null]])
    expect(table.about).toContainEqual(['Quelle', 'Perdure · Demo'])
    expect(table.about).toContainEqual(['Lösung, Mittel', 'Arbeitszeit, Stunden'])
    expect(makeTable(show({ kind: 'sla', items })).rows[0]?.slice(0, 2)).toEqual(['2030-03-01', 3])
  })

  it('has for programs the members of the answer', () => {
    const table = makePlainTable(show({ kind: 'sla', items, groupBy: 'category' }))
    expect(table.columns.slice(0, 5)).toEqual([
      'from',
      'key',
      'name',
      'tickets',
      'firstResponse.met',
    ])
    expect(table.rows[0]?.slice(0, 5)).toEqual(['2030-03-01T00:00:00.000Z', null, null, 3, 2])
    expect(makePlainTable(show({ kind: 'sla', items })).columns[1]).toBe('tickets')
  })
})
