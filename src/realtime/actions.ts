import type { Caller } from '../auth/session-cache.js'
import type { MessageView, NewMessage } from '../contracts/messages.js'

/** Where a socket comes from, as the audit has it. */
export interface SocketOrigin {
  ip: string | null
  userAgent: string | null
}

export interface Acting {
  caller: Caller
  origin: SocketOrigin
}

/** What a frame may have done: the same, by the same road, as by a request. All throw what is refused. */
export interface SocketActions {
  /** Spends one of what the caller may ask for in a while. */
  spend(acting: Acting): Promise<void>
  send(acting: Acting, ticketId: string, message: NewMessage): Promise<MessageView>
  markRead(
    acting: Acting,
    ticketId: string,
    messageId: string,
  ): Promise<{ messageId: string; unread: number }>
}
