import { MAX_MAIL_SIZE } from '../../domain/mail-in/mail.js'
import type { Room } from '../room.js'

/** Servers say of some mails that they are smaller than they are: with one byte more than it may have, a mail is too large. */
export const MOST_SOURCE = MAX_MAIL_SIZE + 1
const PIECE_SIZE = 1024 ** 2

/** How mails are asked for. */
export interface Manner {
  /** A server sends no more at once: it could fill the memory. */
  pieceSize: number
  /** False where there is no room for so many bytes just now. */
  hold: (bytes: number) => boolean
  /** Gives back what a mail took. */
  free: () => void
}

/** What a poll has in hand. */
export interface Hand extends Pick<Manner, 'hold' | 'free'> {
  /** It takes nothing any more: what comes after the end of a poll, nobody gives back. */
  close: () => void
}

export function openHand(room: Room): Hand {
  let held = room.take()
  let isOpen = true
  const free = () => {
    held.free()
    held = room.take()
  }
  const close = () => {
    isOpen = false
    held.free()
  }
  return { hold: (bytes) => isOpen && held.add(bytes), free, close }
}

/**
 * In pieces, the first of which always has its room, so that small mails come whatever holds the large ones up; or whole, for servers
 * that know of no pieces, with all the room that one may need.
 */
export function chooseManner({ hold, free }: Hand, isWhole: boolean): Manner {
  if (isWhole && hold(MOST_SOURCE)) {
    return { pieceSize: MOST_SOURCE, hold: () => true, free: () => undefined }
  }
  free()
  return { pieceSize: PIECE_SIZE, hold, free }
}

/** Other mails take all the room. */
export class RoomError extends Error {
  override name = 'RoomError'
}
