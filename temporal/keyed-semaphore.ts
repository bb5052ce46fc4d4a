/** At most so many at once per key; the rest wait their turn until their deadline. */
export function createKeyedSemaphore(atOnce: number) {
  const running = new Map<string, number>()
  const waiting = new Map<string, (() => void)[]>()

  function leave(key: string): void {
    const next = waiting.get(key)?.shift()
    if (next !== undefined) {
      next()
      return
    }
    const left = (running.get(key) ?? 1) - 1
    if (left > 0) running.set(key, left)
    else {
      running.delete(key)
      waiting.delete(key)
    }
  }

  /** Undefined when the deadline passed before its turn came; else call the answer to leave. */
  return async function enter(key: string, deadlineMs: number): Promise<(() => void) | undefined> {
    const now = running.get(key) ?? 0
    if (now < atOnce) {
      running.set(key, now + 1)
      return () => leave(key)
    }
    return new Promise((resolve) => {
      const queue = waiting.get(key) ?? []
      waiting.set(key, queue)
      const turn = () => {
        clearTimeout(timer)
        resolve(() => leave(key))
      }
      const timer = setTimeout(
        () => {
          const place = queue.indexOf(turn)
          if (place >= 0) queue.splice(place, 1)
          resolve(undefined)
        },
        Math.max(deadlineMs - Date.now(), 0),
      )
      queue.push(turn)
    })
  }
}
