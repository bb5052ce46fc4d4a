import { cursorIn, type LiveEvent } from './frames.js'

const MOST_REMEMBERED = 2_000

/**
 * How far each room was followed. An event that goes to several rooms comes once, with one of them, so that after a
 * break it may come again with another: what was given already is remembered by its cursor.
 */
export function createPlaces(from: string) {
  const rooms = new Map<string | undefined, string>([[undefined, from]])
  const given = new Set<string>()
  return {
    /** Undefined stands for one's own, which has no name in frames. */
    place: (room: string | undefined): string | undefined => rooms.get(room),
    rooms: (): string[] => [...rooms.keys()].filter((room) => room !== undefined),
    follow: (room: string | undefined, from: string): void => void rooms.set(room, from),
    leave: (room: string): void => void rooms.delete(room),
    /** The place from which nothing that was not given is left out. */
    earliest: (): string => [...rooms.values()].reduce((one, other) => (one < other ? one : other)),
    /** All rooms were followed up to here. */
    moveAll: (to: string): void => {
      for (const [room, at] of rooms) if (at < to) rooms.set(room, to)
    },
    /** False for an event that was given before. */
    isNew: (event: LiveEvent): boolean => {
      const cursor = cursorIn(event)
      if (cursor === undefined) return true
      const { room } = event
      const at = rooms.get(room)
      if (at !== undefined && at < cursor) rooms.set(room, cursor)
      if (given.has(cursor)) return false
      given.add(cursor)
      const [oldest] = given
      if (given.size > MOST_REMEMBERED && oldest !== undefined) given.delete(oldest)
      return true
    },
  }
}
export type Places = ReturnType<typeof createPlaces>
