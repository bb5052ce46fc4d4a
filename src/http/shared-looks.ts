import { setTimeout as sleep } from 'node:timers/promises'

/** What one look has seen, and whether it was the asker's own: what it took is the asker's to use. */
export interface Seen<T> {
  result: T
  isOwn: boolean
}

/**
 * Looks again after a pause, once for all that wait for the same thing: a hundred requests of one key ask the
 * database as often as one does.
 */
export function createSharedLooks<T>(pauseMs: number) {
  const running = new Map<string, Promise<T>>()
  return async (name: string, look: () => Promise<T>): Promise<Seen<T>> => {
    const others = running.get(name)
    if (others !== undefined) return { result: await others, isOwn: false }
    const own = sleep(pauseMs)
      .then(look)
      .finally(() => running.delete(name))
    running.set(name, own)
    return { result: await own, isOwn: true }
  }
}
