import { listColumns, readFigure, type Unit } from './layouts.js'
import { createDayFinder } from './periods.js'
import { chooseWords, findGroup, nameGroup, type ShownReport, sayPeriod } from './shown-report.js'

/** What a column of a table holds; `day` is a date such as `2030-03-04`. */
export type ColumnUnit = Unit | 'day' | 'text'

export interface ReportTable {
  title: string
  columns: { title: string; unit: ColumnUnit }[]
  rows: (string | number | null)[][]
  /** What the table is about, for a sheet beside it. */
  about: [string, string][]
  aboutTitle: string
}

/** A report for people who go on counting with it: in their words, days by the calendar of its time zone. */
export function makeTable(report: ShownReport): ReportTable {
  const { kind, items, span, organization } = report
  const words = chooseWords(report.language)
  const { phrases, locale } = words
  const { lines } = phrases
  const group = findGroup(report)
  const findDay = createDayFinder(span.timezone)
  const columns = listColumns(kind)
  const place =
    group === undefined ? [] : [{ title: capitalize(phrases.groups[group]), unit: 'text' as const }]
  const about: [string, string][] = [
    [lines.report, phrases.titles[kind]],
    [lines.period, `${sayPeriod(span, locale)}, ${phrases.by[span.by]}`],
    [lines.timezone, span.timezone],
    ...(group === undefined ? [] : [[lines.divided, phrases.groups[group]] as [string, string]]),
    [lines.source, `Perdure · ${organization}`],
    ...columns.map(([member, unit]): [string, string] => [
      phrases.members[member],
      isTime(unit) ? `${phrases.units[unit]}, ${phrases.hours}` : phrases.units[unit],
    ]),
  ]
  return {
    title: phrases.titles[kind],
    columns: [
      { title: phrases.axes[span.by], unit: 'day' },
      ...place,
      ...columns.map(([member, unit]) => ({
        title: isTime(unit)
          ? `${phrases.members[member]} (${phrases.hours})`
          : phrases.members[member],
        unit,
      })),
    ],
    rows: items.map((item) => [
      findDay(item.from),
      ...(group === undefined ? [] : [nameGroup(item, group, words)]),
      ...columns.map(([member, unit]) => toHours(readFigure(item, member), unit)),
    ]),
    about,
    aboutTitle: phrases.about,
  }
}

function isTime(unit: Unit): boolean {
  return unit === 'seconds' || unit === 'businessSeconds'
}

function toHours(figure: number | null, unit: Unit): number | null {
  return figure === null || !isTime(unit) ? figure : Math.round(figure / 0.36) / 10_000
}

function capitalize(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

export interface PlainTable {
  columns: string[]
  rows: (string | number | null)[][]
}

/** The same for programs: the members of the answer by their paths, and what they hold. */
export function makePlainTable(report: ShownReport): PlainTable {
  const { kind, items } = report
  const isDivided = findGroup(report) !== undefined
  const columns = listColumns(kind)
  return {
    columns: [
      ...['from', ...(isDivided ? ['key', 'name'] : [])],
      ...columns.map(([member]) => member),
    ],
    rows: items.map((item) => [
      item.from,
      ...(isDivided ? [item.key ?? null, item.name ?? null] : []),
      ...columns.map(([member]) => readFigure(item, member)),
    ]),
  }
}
