export interface Mutex {
  /** Runs one piece of work after the other, in order of asking. */
  runExclusive<T>(work: () => Promise<T>): Promise<T>
}

export function createMutex(): Mutex {
  let tail: Promise<unknown> = Promise.resolve()
  return {
    runExclusive: (work) => {
      const result = tail.then(work)
      tail = result.catch(() => undefined)
      return result
    },
  }
}
