export interface Loop {
  wake(): void
  stop(): Promise<void>
}

/**
 * Runs `work` when woken and at least every `everyMs`, never twice at once. `work` answers true
 * when there may be more to do at once. An error waits a turn.
 */
export function startPollingLoop(
  everyMs: number,
  work: () => Promise<boolean>,
  onError: (error: unknown) => void,
): Loop {
  let stopped = false
  let woken = false
  let rest: (() => void) | undefined

  async function run(): Promise<void> {
    while (!stopped) {
      woken = false
      const more = await work().catch((error: unknown) => {
        onError(error)
        return false
      })
      if (more || woken || stopped) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs)
        rest = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      rest = undefined
    }
  }

  const running = run()
  return {
    wake: () => {
      woken = true
      rest?.()
    },
    stop: async () => {
      stopped = true
      rest?.()
      await running
    },
  }
}
