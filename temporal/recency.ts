/** Whether something happened often just now. */
export interface Recency {
  note(): void
  areMany(): boolean
}

/** `many` of them in the last `forMs` are many. It keeps the instants of so many, and no more. */
export function createRecency({ forMs, many }: { forMs: number; many: number }): Recency {
  const latest: number[] = []
  return {
    note: () => {
      latest.push(Date.now())
      if (latest.length > many) latest.shift()
    },
    areMany: () => {
      const [first] = latest
      return latest.length === many && first !== undefined && Date.now() - first < forMs
    },
  }
}
