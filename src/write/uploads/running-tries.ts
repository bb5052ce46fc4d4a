interface RunningTry {
  stop: AbortController
  ended: Promise<unknown>
}

/** The tries to send files in that this process has at hand. */
export interface RunningTries {
  /** Stops the try of the same file that runs, and begins when that has ended: so there are two copies of it at most. */
  run<T>(fileId: string, work: (stopped: AbortSignal) => Promise<T>): Promise<T>
}

export function createRunningTries(): RunningTries {
  const running = new Map<string, RunningTry>()
  return {
    run: async (fileId, work) => {
      const before = running.get(fileId)
      before?.stop.abort()
      const stop = new AbortController()
      const done = Promise.resolve(before?.ended).then(() => work(stop.signal))
      const own = { stop, ended: done.catch(() => undefined) }
      running.set(fileId, own)
      try {
        return await done
      } finally {
        if (running.get(fileId) === own) running.delete(fileId)
      }
    },
  }
}
