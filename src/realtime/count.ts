export interface Count {
  get(key: string): number
  add(key: string, more: number): void
}

/** How many there are of each; of what there is none nothing is kept. */
export function createCount(): Count {
  const counts = new Map<string, number>()
  const get = (key: string) => counts.get(key) ?? 0
  return {
    get,
    add: (key, more) => {
      const count = get(key) + more
      if (count === 0) counts.delete(key)
      else counts.set(key, count)
    },
  }
}
