/** Callers of one key: how many run, and who waits for a turn. */
interface Queue {
  running: number
  waiting: (() => void)[]
}

/** At most so many at once per key; the rest wait their turn until their deadline. */
export function createKeyedSemaphore(atOnce: number) {
  const queues = new Map<string, Queue>()

  function release(key: string, queue: Queue): void {
    const next = queue.waiting.shift()
    if (next !== undefined) next()
    else {
      queue.running -= 1
      if (queue.running === 0) queues.delete(key)
    }
  }

  return {
    /** Undefined when the deadline passed before its turn came; else the answer releases it. */
    acquire: async (key: string, deadlineMs: number): Promise<(() => void) | undefined> => {
      const queue = queues.get(key) ?? { running: 0, waiting: [] }
      queues.set(key, queue)
      if (queue.running < atOnce) queue.running += 1
      else if (!(await waitForTurn(queue, deadlineMs))) return undefined
      return () => release(key, queue)
    },
  }
}

/** Whoever releases hands its place on, so the count of those that run stays. */
function waitForTurn({ waiting }: Queue, deadlineMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const begin = () => {
      clearTimeout(timer)
      resolve(true)
    }
    const giveUp = () => {
      const place = waiting.indexOf(begin)
      if (place >= 0) waiting.splice(place, 1)
      resolve(false)
    }
    const timer = setTimeout(giveUp, Math.max(deadlineMs - Date.now(), 0))
    waiting.push(begin)
  })
}
