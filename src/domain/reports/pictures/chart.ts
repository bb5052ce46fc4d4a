import {
  findLayout,
  isCount,
  type ReportItem,
  type ReportLayout,
  type ReportMember,
  readFigure,
  type Shape,
  type Tone,
  type Unit,
} from './layouts.js'
import { createDayFinder, listPeriods, shortenSpan } from './periods.js'
import { type Ranked, rankGroups } from './ranks.js'
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
  if (layout.shape === 'ranking') return drawRanking(report, words)
  const periods = listPeriods(report.span)
  const labels = labelPeriods(periods, report, words)
  const placeTitle = words.phrases.axes[report.span.by]
  if (group === undefined) {
    return { ...drawSeries(report, layout, periods, words), labels, placeTitle, note: null }
  }
  const { member, shape } = layout.divided
  const isSum = isCount(layout.columns[member])
  const ranked = rankGroups(report, group, isSum, words)
  const rows = placeFigures(ranked.groups, report, periods, member)
  const series = rows.map(({ name, values, isRest }): ChartSeries => {
    return { name, values, stack: isSum ? 'all' : null, tone: isRest ? 'others' : null }
  })
  return { labels, placeTitle, series, shape, note: ranked.note, unit: layout.columns[member] }
}

function drawSeries(
  report: ShownReport,
  layout: ReportLayout<ReportMember>,
  periods: readonly string[],
  { phrases }: ReportWords,
) {
  const all = [{ name: '', isRest: false, items: report.items }]
  const series = layout.series.map(({ member, tone, stack = null }): ChartSeries => {
    const values = placeFigures(all, report, periods, member)[0]?.values ?? []
    return { name: phrases.members[member], values, stack, tone }
  })
  const isCrowded = layout.shape === 'bars' && periods.length > MOST_BARS
  const [first] = layout.series
  const unit = first === undefined ? 'tickets' : layout.columns[first.member]
  return {
    series,
    unit,
    shape:
      isCrowded && series.every(({ stack }) => stack === null) ? ('lines' as const) : layout.shape,
  }
}

/** One below the other: how much there is at the end, and what came to it on the way. */
function drawRanking(report: ShownReport, words: ReportWords): Drawn {
  const layout = findLayout(report.kind)
  const group = findGroup(report) ?? 'agent'
  const { groups, note } = rankGroups(report, group, true, words)
  const periods = listPeriods(report.span)
  const series = layout.series.map(({ member, tone }): ChartSeries => {
    const rows = placeFigures(groups, report, periods, member)
    const sums = rows.map(({ values }) => {
      const known = values.filter((value) => value !== null)
      return member === 'open' ? (known.at(-1) ?? 0) : known.reduce((a, b) => a + b, 0)
    })
    return { name: words.phrases.members[member], values: sums, stack: null, tone }
  })
  return {
    ...{ series, note, shape: 'ranking', unit: 'tickets' },
    labels: groups.map(({ name }) => name),
    placeTitle: '',
  }
}

/** The figures of each group by period. Where nothing was counted is a zero, but for what is to come. */
function placeFigures(
  groups: Ranked['groups'],
  { items, span, kind }: ShownReport,
  periods: readonly string[],
  member: ReportMember,
) {
  const { columns, isStock } = findLayout(kind)
  const findDay = createDayFinder(span.timezone)
  const local = (item: ReportItem) => findDay(item.from)
  const known = new Set(isStock ? items.map(local) : periods)
  const isSum = isCount(columns[member])
  return groups.map(({ items: own, ...group }) => {
    const figures = new Map<string, number | null>()
    for (const item of own) {
      const figure = readFigure(item, member)
      const before = figures.get(local(item)) ?? null
      figures.set(local(item), isSum ? (before ?? 0) + (figure ?? 0) : figure)
    }
    const values = periods.map((day) => {
      const figure = figures.get(day)
      return figure === undefined ? (isSum && known.has(day) ? 0 : null) : figure
    })
    return { ...group, values }
  })
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
