export interface PollingLoop {
  /** Runs the work now, or once more after the present run. */
  trigger(): void
  /** Resolves when the present run is over. */
  stop(): Promise<void>
}

/**
 * Runs `work` when triggered and at least every `everyMs`, never twice at once. `work` answers true
 * when there may be more to do at once. An error waits a turn.
 */
export function startPollingLoop(
  everyMs: number,
  work: () => Promise<boolean>,
  onError: (error: unknown) => void,
): PollingLoop {
  let stopped = false
  let triggered = false
  let endPause: (() => void) | undefined

  async function run(): Promise<void> {
    while (!stopped) {
      triggered = false
      const more = await work().catch((error: unknown) => {
        onError(error)
        return false
      })
      if (more || triggered || stopped) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs)
        endPause = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      endPause = undefined
    }
  }

  const running = run()
  return {
    trigger: () => {
      triggered = true
      endPause?.()
    },
    stop: async () => {
      stopped = true
      endPause?.()
      await running
    },
  }
}
