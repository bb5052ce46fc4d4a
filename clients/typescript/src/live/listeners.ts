import type { LiveEvent, LiveEventFor, LiveEventType } from './frames.js'

type Listen = (event: LiveEvent) => void

/** Who is told of events of a type. A listener that throws keeps nothing from the others. */
export function createListeners() {
  const byType = new Map<string, Set<Listen>>()
  return {
    add: <T extends LiveEventType>(type: T, listener: (event: LiveEventFor<T>) => void) => {
      const own: Listen = (event) => listener(event as LiveEventFor<T>) // kept under its type
      const known = byType.get(type) ?? new Set()
      byType.set(type, known.add(own))
      return () => void known.delete(own)
    },
    give: (event: LiveEvent): void => {
      for (const listen of [...(byType.get(event.type) ?? [])]) {
        try {
          listen(event)
        } catch (error) {
          queueMicrotask(() => {
            throw error // as of any listener: for the program's own handler of errors
          })
        }
      }
    },
  }
}
