import type { ChartSeries } from '../../domain/reports/pictures/chart.js'
import type { Tone } from '../../domain/reports/pictures/layouts.js'

/** Verdana is as wide where pictures are shown with the letters of whoever looks at them. */
export const FAMILY = "'DejaVu Sans', Verdana, sans-serif"
export const [INK, GREY, RULE] = ['#1f2933', '#52606d', '#d9dee4']

const TONES: Record<Tone | 'others', string> = {
  main: '#1d4f91',
  second: '#6b8299',
  third: '#5f9bd6',
  good: '#1b8a6b',
  bad: '#c8452d',
  paleGood: '#62b79b',
  paleBad: '#ea8f78',
  others: '#aab4be',
}

/** Of many: told apart by those who see few colours, too. */
const PALETTE = ['#1d4f91', '#e08e0b', '#1b8a6b', '#8e5ea2', '#c8452d', '#4fa3c7', '#7a6a53']

export function chooseColour({ tone }: ChartSeries, n: number): string {
  return tone === null ? (PALETTE[n % PALETTE.length] ?? INK) : TONES[tone]
}

/** As wide as a page, or as a column of a mail. */
export type Size = 'page' | 'mail'

export interface Sizes {
  width: number
  height: number
  title: number
  text: number
  padding: number
}

export const SIZES: Record<Size, Sizes> = {
  page: { width: 1_000, height: 560, title: 20, text: 13, padding: 28 },
  mail: { width: 640, height: 480, title: 17, text: 13, padding: 18 },
}
