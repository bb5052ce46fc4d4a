/** What one mail holds of the memory for all. */
export interface Held {
  /** False where there is no room: what was added is not held. */
  add: (bytes: number) => boolean
  /** Something of it was not held. */
  isOver: () => boolean
  /** It holds nothing any more; harmless to repeat. */
  free: () => void
}

export interface Room {
  take: () => Held
}

/** Memory that so many bytes of mails may have together, however many come at once. */
export function createRoom(most: number): Room {
  let used = 0
  return {
    take: () => {
      let own = 0
      let isOver = false
      return {
        add: (bytes) => {
          isOver ||= used + bytes > most
          if (isOver) return false
          own += bytes
          used += bytes
          return true
        },
        isOver: () => isOver,
        free: () => {
          used -= own
          own = 0
        },
      }
    },
  }
}
