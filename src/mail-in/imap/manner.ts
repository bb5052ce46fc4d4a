import { MAX_MAIL_SIZE } from '../../domain/mail-in/mail.js'
import type { Held } from '../room.js'

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

/** In pieces; or whole, for servers that know of no pieces, with all the room that one may need. */
export function chooseManner(held: Held, isWhole: boolean): Manner {
  const { add: hold, free } = held
  if (!isWhole || !hold(MOST_SOURCE)) return { pieceSize: PIECE_SIZE, hold, free }
  return { pieceSize: MOST_SOURCE, hold: () => true, free: () => undefined }
}

/** Other mails take all the room. */
export class RoomError extends Error {
  override name = 'RoomError'
}
