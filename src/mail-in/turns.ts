/** Does some work once it is its turn. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/** At most so many at once; the others wait, in the order in which they came. */
export function createTurns(most: number): InTurn {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running < most) running += 1
    else await new Promise<void>((begin) => waiting.push(begin))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next() // and has its place
    }
  }
}
