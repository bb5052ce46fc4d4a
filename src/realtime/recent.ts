/** What has just been; after a while nothing is known of it. */
export interface Recent {
  has(key: string): boolean
  add(key: string): void
}

export function createRecent(forMs: number, now: () => number): Recent {
  const until = new Map<string, number>()
  function forget(): void {
    // those that came first end first
    for (const [key, end] of until) {
      if (end > now()) return
      until.delete(key)
    }
  }
  return {
    has: (key) => {
      forget()
      return until.has(key)
    },
    add: (key) => {
      forget()
      if (!until.has(key)) until.set(key, now() + forMs)
    },
  }
}
