/** Starts whose first task has not said that it is done, at most. */
const MOST_BEGUN = 8
/** What nobody has told of, because a worker or PostgreSQL was away, counts no longer after this. */
export const FORGOTTEN_AFTER_MS = 5_000

export interface StartGate {
  /** How many more may be begun now. */
  room(): number
  note(workflowId: string): void
  /** Its first task is done, or will not be; false if it was not waited for. */
  settle(workflowId: string): boolean
}

/**
 * Paces starts by what becomes of them: the server accepts far more than are then carried out, and behind a heap of
 * first tasks no command is answered in time.
 */
export function createStartGate(nowMs: () => number, mostBegun = MOST_BEGUN): StartGate {
  const begun = new Map<string, number>()
  return {
    room: () => {
      for (const [id, atMs] of begun) if (nowMs() - atMs > FORGOTTEN_AFTER_MS) begun.delete(id)
      return mostBegun - begun.size
    },
    note: (workflowId) => void begun.set(workflowId, nowMs()),
    settle: (workflowId) => begun.delete(workflowId),
  }
}
