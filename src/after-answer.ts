/** Work that no answer waits for, and that the end of the process does. */
export function createAfterAnswer(onError: (error: unknown) => void) {
  const running = new Set<Promise<unknown>>()
  return {
    afterAnswer: (work: () => Promise<unknown>) => {
      const run = work()
        .catch(onError)
        .finally(() => running.delete(run))
      running.add(run)
    },
    /** Resolves when none is left. */
    settle: () => Promise.all(running),
  }
}
