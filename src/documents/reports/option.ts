import type { Chart, ChartSeries } from '../../domain/reports/pictures/chart.js'
import type { Frame } from './frame.js'
import { LEGEND_ITEM } from './frame.js'
import { chooseColour, FAMILY, GREY, INK, RULE, type Sizes } from './look.js'

/** So many points are marked each by itself. */
const MOST_MARKS = 45
const LONGEST_ROW_NAME = 200

/** A chart as the library takes it. */
export function makeOption(chart: Chart, frame: Frame, sizes: Sizes) {
  const { width, padding } = sizes
  const base = {
    ...{ animation: false, backgroundColor: '#ffffff' },
    textStyle: { fontFamily: FAMILY, fontSize: sizes.text, color: INK },
    graphic: frame.words,
  }
  if (chart.empty !== null) return base
  const axes = makeAxes(chart, sizes)
  return {
    ...base,
    grid: {
      ...{ left: padding, right: padding, top: frame.top, bottom: frame.bottom },
      ...{ outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    },
    legend: {
      data: chart.series.map((_, n) => String(n)),
      formatter: (n: string) => frame.legend.names[Number(n)] ?? n,
      ...{ top: frame.legend.top, left: padding, padding: 0 },
      ...{ width: width - 2 * padding, selectedMode: false, icon: 'roundRect', ...LEGEND_ITEM },
      textStyle: { fontSize: sizes.text, color: INK, fontFamily: FAMILY },
    },
    ...axes,
    series: chart.series.map((series, n) => makeSeries(chart, { ...series, name: String(n) }, n)),
  }
}

function makeAxes(chart: Chart, { text, width }: Sizes) {
  const numbers = new Intl.NumberFormat(chart.locale, { maximumFractionDigits: 2 })
  const isWhole = chart.series.every(({ values }) => values.every((n) => Number.isInteger(n ?? 0)))
  const label = { fontSize: text - 1, color: GREY, fontFamily: FAMILY }
  const value = {
    type: 'value',
    ...(isWhole ? { minInterval: 1 } : {}),
    splitNumber: width < 800 ? 4 : 5,
    axisLabel: { ...label, formatter: (n: number) => numbers.format(n), hideOverlap: true },
    splitLine: { lineStyle: { color: RULE } },
  }
  const isRanking = chart.shape === 'ranking'
  const rows = { interval: 0, width: LONGEST_ROW_NAME, overflow: 'truncate' }
  const category = {
    type: 'category',
    data: chart.labels,
    inverse: isRanking,
    boundaryGap: isRanking || chart.shape === 'bars' || chart.labels.length === 1,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: GREY } },
    axisLabel: { ...label, ...(isRanking ? rows : { hideOverlap: true, margin: 10 }) },
  }
  return isRanking ? { xAxis: value, yAxis: category } : { xAxis: category, yAxis: value }
}

function makeSeries(chart: Chart, series: ChartSeries, n: number) {
  const colour = chooseColour(series, n)
  const { name, values, stack } = series
  const all = { name, ...(stack === null ? {} : { stack }) }
  switch (chart.shape) {
    case 'bars':
      return {
        ...all,
        ...{ type: 'bar', data: values, barMaxWidth: 36, barGap: '10%' },
        barCategoryGap: values.length > 60 ? '5%' : '35%',
        itemStyle: { color: colour },
      }
    case 'ranking': {
      const numbers = new Intl.NumberFormat(chart.locale, { maximumFractionDigits: 2 })
      const formatter = ({ value }: { value: unknown }) => numbers.format(Number(value))
      return {
        ...all,
        ...{ type: 'bar', data: values, barMaxWidth: 12, barGap: '20%' },
        itemStyle: { color: colour },
        label: { show: true, position: 'right', formatter, fontSize: 11, color: GREY },
      }
    }
    default:
      return {
        ...all,
        ...{ type: 'line', data: values.map((value, at) => mark(values, value, at)) },
        ...{ symbol: 'circle', connectNulls: true, itemStyle: { color: colour } },
        lineStyle: { width: 2.5, color: colour },
        ...(chart.shape === 'areas' ? { areaStyle: { color: colour, opacity: 0.55 } } : {}),
      }
  }
}

/** A line goes on over what is not known: where it does, marks say what is. */
function mark(values: readonly (number | null)[], value: number | null, at: number) {
  const isAtGap = (values[at - 1] ?? null) === null || (values[at + 1] ?? null) === null
  const symbolSize = values.length <= MOST_MARKS || isAtGap ? 6 : 0
  return { value: value ?? '-', symbolSize }
}
