import { refuse } from '../errors.js'

/** Some 20 MB of an answer, and more than anybody reads: what has more is asked for by longer periods. */
export const MOST_ITEMS = 100_000

/** Throws `validation_failed` where a report has more items than are answered. */
export function refuseTooManyItems(items: number): void {
  if (items <= MOST_ITEMS) return
  const problem = `would give more than ${MOST_ITEMS} items: ask for longer periods, a shorter span, or without groupBy`
  refuse('validation_failed', 'Such a report is too long.', { by: [problem] })
}
