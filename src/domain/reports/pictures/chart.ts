import {
  findLayout,
  isCount,
  type ReportItem,
  type ReportMember,
  readFigure,
  type Shape,
  type Tone,
  type Unit,
} from './layouts.js'
import { createDayFinder, type Group, listPeriods, shortenSpan } from './periods.js'
import { rankGroups } from './ranks.js'
import { chooseScale, type Scale } from './scale.js'
import {
  chooseWords,
  findGroup,
  nameReport,
  type ReportWords,
  type ShownReport,
  sayPeriod,
} from './shown-report.js'

export interface ChartSeries {
  name: string
  values: (number | null)[]
  stack: string | null
  /** Null for one of many, which are told apart by their order; `others` for all that are not named. */
  tone: Tone | 'others' | null
}

/** All that a chart shows, in the words and numbers of its reader. */
export interface Chart {
  title: string
  subtitle: string
  source: string
  /** What was left out. */
  note: string | null
  locale: string
  shape: Shape
  valueTitle: string
  placeTitle: string
  labels: string[]
  series: ChartSeries[]
  /** Said instead of all that is drawn. */
  empty: string | null
}

/** Many bars beside each other are no bars any more. */
const MOST_BARS = 45

type Drawn = Pick<Chart, 'labels' | 'series' | 'shape' | 'note' | 'placeTitle'> & { unit: Unit }

export function makeChart(asked: ShownReport): Chart {
  const words = chooseWords(asked.language)
  const report = { ...asked, span: shortenSpan(asked.span, asked.items) }
  const { span, organization } = report
  const drawn = draw(report, words)
  const scale = chooseScale(drawn.unit, drawn.series, words)
  const isEmpty = drawn.series.every(({ values }) => values.every((value) => !value))
  const by = words.phrases.by[span.by]
  return {
    title: nameReport(report, words),
    subtitle: `${sayPeriod(span, words.locale)} · ${by} · ${span.timezone}`,
    source: words.phrases.source(organization),
    note: drawn.note,
    locale: words.locale,
    shape: drawn.shape,
    valueTitle: scale.title,
    placeTitle: drawn.placeTitle,
    labels: drawn.labels,
    series: drawn.series.map((series) => scaleSeries(series, scale)),
    empty: isEmpty && !isZeroWorthShowing(report) ? words.phrases.empty : null,
  }
}

/** A rate of nothing at all is a finding; no ticket at all is none. */
function isZeroWorthShowing({ kind, items }: ShownReport): boolean {
  const { columns, series } = findLayout(kind)
  const isRate = series.every(({ member }) => !isCount(columns[member]))
  return (
    isRate && items.some((item) => series.some(({ member }) => readFigure(item, member) !== null))
  )
}

function scaleSeries(series: ChartSeries, { divisor }: Scale): ChartSeries {
  const values = series.values.map((value) => (value === null ? null : value / divisor))
  return { ...series, values }
}

function draw(report: ShownReport, words: ReportWords): Drawn {
  const layout = findLayout(report.kind)
  const group = findGroup(report)
  const periods = listPeriods(report.span)
  const labels = labelPeriods(periods, report, words)
  const placeTitle = words.phrases.axes[report.span.by]
  if (group === undefined) {
    return { ...drawSeries(report, periods, words), labels, placeTitle, note: null }
  }
  if (layout.shape === 'ranking') return drawRanking(report, group, periods, words)
  const { member, shape } = layout.divided
  const isSum = isCount(layout.columns[member])
  const { groups, note } = rankGroups(report, group, isSum, words)
  const series = groups.map(({ name, items, isRest }): ChartSeries => {
    const values = placeFigures(items, report, periods, member)
    return { name, values, stack: isSum ? 'all' : null, tone: isRest ? 'others' : null }
  })
  return { labels, placeTitle, series, shape, note, unit: layout.columns[member] }
}

function drawSeries(report: ShownReport, periods: readonly string[], { phrases }: ReportWords) {
  const layout = findLayout(report.kind)
  const series = layout.series.map(({ member, tone, stack = null }): ChartSeries => {
    const values = placeFigures(report.items, report, periods, member)
    return { name: phrases.members[member], values, stack, tone }
  })
  const isCrowded = layout.shape === 'bars' && periods.length > MOST_BARS
  const hasStacks = series.some(({ stack }) => stack !== null)
  return {
    series,
    unit: layout.columns[layout.series[0].member],
    shape: isCrowded && !hasStacks ? ('lines' as const) : layout.shape,
  }
}

/** One below the other: how much there is at the end, and what came to it on the way. */
function drawRanking(
  report: ShownReport,
  group: Group,
  periods: readonly string[],
  words: ReportWords,
): Drawn {
  const { groups, note } = rankGroups(report, group, true, words)
  const series = findLayout(report.kind).series.map(({ member, tone }): ChartSeries => {
    const totals = groups.map(({ items }) => {
      const values = placeFigures(items, report, periods, member).filter((one) => one !== null)
      return values.reduce((sum, one) => (member === 'open' ? one : sum + one), 0)
    })
    return { name: words.phrases.members[member], values: totals, stack: null, tone }
  })
  return {
    ...{ series, note, shape: 'ranking', unit: 'tickets', placeTitle: '' },
    labels: groups.map(({ name }) => name),
  }
}

/** The figures by period. Where nothing was counted is a zero, but for what is to come. */
function placeFigures(
  own: readonly ReportItem[],
  { items, span, kind }: ShownReport,
  periods: readonly string[],
  member: ReportMember,
): (number | null)[] {
  const { columns, isStock } = findLayout(kind)
  const findDay = createDayFinder(span.timezone)
  const known = new Set(isStock ? items.map(({ from }) => findDay(from)) : periods)
  const isSum = isCount(columns[member])
  const figures = new Map<string, number | null>()
  for (const item of own) {
    const day = findDay(item.from)
    const figure = readFigure(item, member)
    figures.set(day, isSum ? Number(figures.get(day) ?? 0) + Number(figure) : figure)
  }
  return periods.map((day) => figures.get(day) ?? (isSum && known.has(day) ? 0 : null))
}

function labelPeriods(
  periods: readonly string[],
  { span: { by } }: ShownReport,
  { locale }: ReportWords,
): string[] {
  const hasYears = periods.at(0)?.slice(0, 4) !== periods.at(-1)?.slice(0, 4)
  const year = { year: hasYears || by === 'month' ? 'numeric' : undefined } as const
  const day = { day: by === 'month' ? undefined : 'numeric' } as const
  const format = new Intl.DateTimeFormat(locale, {
    ...{ month: 'short', timeZone: 'UTC', ...year, ...day },
  })
  return periods.map((one) => format.format(new Date(`${one}T00:00:00Z`)))
}
