import type { Unit } from './layouts.js'
import type { ReportWords } from './shown-report.js'

/** How an axis shows figures: each divided by this, under that title. */
export interface Scale {
  divisor: number
  title: string
}

const HOUR = 3_600
/** Below that minutes say more than parts of an hour. */
const MINUTES_UP_TO = 3 * HOUR

export function chooseScale(
  unit: Unit,
  series: readonly { values: readonly (number | null)[] }[],
  { phrases }: ReportWords,
): Scale {
  const title = phrases.units[unit]
  if (unit === 'share') return { divisor: 0.01, title }
  if (unit !== 'seconds' && unit !== 'businessSeconds') return { divisor: 1, title }
  const most = Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)))
  return most < MINUTES_UP_TO
    ? { divisor: 60, title: `${title}, ${phrases.minutes}` }
    : { divisor: HOUR, title: `${title}, ${phrases.hours}` }
}
