import type { BusinessTime } from './business-time.js'

export interface OpenStretch {
  fromMs: number
  toMs: number
}

export interface DuePreview {
  dueMs: number
  /** When the time passes that is used up; the first ones of many. */
  steps: OpenStretch[]
  isCut: boolean
}

/** What a target means from an instant on. */
export function previewDue(
  time: BusinessTime,
  fromMs: number,
  lengthMs: number,
  most: number,
): DuePreview {
  const dueMs = time.add(fromMs, lengthMs)
  const steps: OpenStretch[] = []
  let at = fromMs
  while (at < dueMs && steps.length < most) {
    const opensMs = time.add(at, 1) - 1
    const step = { fromMs: opensMs, toMs: findClosing(time, opensMs, dueMs) }
    steps.push(step)
    at = step.toMs
  }
  return { dueMs, steps, isCut: at < dueMs }
}

/** Until when it is open without a break, at most until `limitMs`. */
function findClosing(time: BusinessTime, opensMs: number, limitMs: number): number {
  const isOpenUntil = (ms: number) => time.measure(opensMs, ms) === ms - opensMs
  if (isOpenUntil(limitMs)) return limitMs
  let [open, closed] = [opensMs, limitMs]
  while (closed - open > 1) {
    const middle = Math.floor((open + closed) / 2)
    if (isOpenUntil(middle)) open = middle
    else closed = middle
  }
  return open
}
