import type { Chart } from '../../domain/reports/pictures/chart.js'
import { FAMILY, GREY, INK, type Sizes } from './look.js'
import { type Measure, shorten, wrap } from './measure.js'

/** Words beside what is drawn. */
interface Placed {
  type: 'text'
  silent: true
  x: number
  y: number
  style: {
    text: string
    fill: string
    fontSize: number
    fontFamily: string
    align: 'left' | 'center' | 'right'
    verticalAlign: 'top' | 'middle'
  }
}

export interface Frame {
  words: Placed[]
  legend: { names: string[]; top: number }
  /** Where it is drawn. */
  top: number
  bottom: number
  height: number
}

const [ICON, ICON_GAP, ITEM_GAP] = [16, 6, 18]
const LONGEST_NAME = 230
const ROW_HEIGHT = 34

/** Where everything stands: title, period and legend above, what was left out and the source below. */
export function frameChart(chart: Chart, sizes: Sizes, measure: Measure): Frame {
  const { padding, text: size, title, width } = sizes
  const inner = width - 2 * padding
  const words: Placed[] = []
  let y = padding
  const put = (text: string, fontSize: number, fill: string) => {
    words.push(place(text, padding, y, { fontSize, fill }))
    y += Math.round(fontSize * 1.45)
  }
  for (const line of wrap(chart.title, inner, title, measure)) put(line, title, INK)
  for (const line of wrap(chart.subtitle, inner, size, measure)) put(line, size, GREY)
  const names = chart.series.map(({ name }) => shorten(name, LONGEST_NAME, size, measure))
  const rows = chart.empty === null ? countLegendRows(names, inner, size, measure) : 0
  const legend = { names, top: y + 10 }
  y += 10 + rows * (size + 13) + 6
  if (chart.empty === null && chart.shape !== 'ranking') put(chart.valueTitle, size - 1, GREY)
  const foot = [chart.note, chart.source].filter((line) => line !== null)
  const isRanking = chart.shape === 'ranking' && chart.empty === null
  const under = isRanking ? chart.valueTitle : chart.empty === null ? chart.placeTitle : ''
  const bottom = padding + foot.length * (size + 5) + (under === '' ? 0 : size + 16)
  const needed = y + bottom + chart.labels.length * ROW_HEIGHT + 30
  const height = isRanking ? Math.max(320, needed) : sizes.height
  if (under !== '') {
    const middle = { fontSize: size - 1, fill: GREY, align: 'center' } as const
    words.push(place(under, width / 2, height - bottom + 8, middle))
  }
  for (const [n, line] of foot.toReversed().entries()) {
    const at = height - padding - (n + 1) * (size + 5) + 6
    words.push(place(line, padding, at, { fontSize: size - 1, fill: GREY }))
  }
  if (chart.empty !== null) {
    const lines = wrap(chart.empty, inner, size + 2, measure).join('\n')
    const middle = { fontSize: size + 2, fill: GREY, align: 'center' } as const
    words.push(place(lines, width / 2, (y + height - bottom) / 2, middle))
  }
  return { words, legend, top: y + 8, bottom: bottom + 6, height }
}

function place(
  text: string,
  x: number,
  y: number,
  look: { fontSize: number; fill: string; align?: 'left' | 'center' },
): Placed {
  const style = { align: 'left' as const, ...look, text, fontFamily: FAMILY }
  return { type: 'text', silent: true, x, y, style: { ...style, verticalAlign: 'top' } }
}

function countLegendRows(
  names: readonly string[],
  width: number,
  size: number,
  measure: Measure,
): number {
  let [rows, used] = [1, 0]
  for (const name of names) {
    const own = ICON + ICON_GAP + measure(name, size) + ITEM_GAP
    if (used > 0 && used + own - ITEM_GAP > width) {
      rows += 1
      used = 0
    }
    used += own
  }
  return rows
}

export const LEGEND_ITEM = { itemWidth: ICON, itemGap: ITEM_GAP, itemHeight: 12 }
