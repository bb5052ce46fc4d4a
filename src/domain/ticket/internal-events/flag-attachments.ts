import type { AttachmentFlag } from '../../attachment/attachment.js'
import type { EventDefinition } from '../commands/command.js'

export interface AttachmentsFlagged {
  /** All of them, as they are from then on. */
  flags: AttachmentFlag[]
}

/** What the ticket's files are has become known, or a file has gone: that transaction appends it. */
export const flagAttachments: EventDefinition<AttachmentsFlagged> = {
  internal: true,
  evolve: (state, { flags }) => ({ ...state, flags }),
}
