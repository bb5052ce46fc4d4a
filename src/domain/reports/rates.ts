/** To so many parts of a whole one, four digits if nothing else is said; null where there is nothing to divide by. */
export function divide(part: number, whole: number, parts = 10_000): number | null {
  return whole === 0 ? null : Math.round((part / whole) * parts) / parts
}

/** To the next whole number. */
export function divideWhole(sum: number, count: number): number | null {
  return divide(sum, count, 1)
}
