/** At most so many at once per key; the rest wait their turn until their deadline. */
export function createKeyedSemaphore(atOnce: number) {
  const running = new Map<string, number>()
  const waiting = new Map<string, (() => void)[]>()

  function release(key: string): void {
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

  function waitForTurn(key: string, deadlineMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const queue = waiting.get(key) ?? []
      waiting.set(key, queue)
      const begin = () => {
        clearTimeout(timer)
        resolve(true)
      }
      const giveUp = () => {
        const place = queue.indexOf(begin)
        if (place >= 0) queue.splice(place, 1)
        resolve(false)
      }
      const timer = setTimeout(giveUp, Math.max(deadlineMs - Date.now(), 0))
      queue.push(begin)
    })
  }

  return {
    /** Undefined when the deadline passed before its turn came; else the answer releases it. */
    acquire: async (key: string, deadlineMs: number): Promise<(() => void) | undefined> => {
      const now = running.get(key) ?? 0
      if (now < atOnce) running.set(key, now + 1)
      else if (!(await waitForTurn(key, deadlineMs))) return undefined
      return () => release(key)
    },
  }
}
