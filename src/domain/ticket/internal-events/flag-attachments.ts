import type { AttachmentFlag } from '../../attachment/attachment.js'
import type { EventDefinition } from '../commands/command.js'
import { notifyModerators } from '../outcome/notifications.js'

export interface AttachmentsFlagged {
  /** All of them, as they are from then on. */
  flags: AttachmentFlag[]
  /** The file that is bad; left out where one has gone. */
  attachmentId?: string
  flag?: AttachmentFlag
  uploadedById?: string
  /** It is of a message that the requester does not read: so nothing of it is for them. */
  isInternal?: boolean
}

const NOTIFIES = {
  infected_attachment: 'attachment_infected',
  failed_attachment: 'attachment_failed',
} as const

/** What the ticket's files are has become known, or a file has gone: that transaction appends it. */
export const flagAttachments: EventDefinition<AttachmentsFlagged> = {
  internal: true,
  evolve: (state, { flags }) => ({ ...state, flags }),
  recipients: ({ requesterId }, { flag, uploadedById = null, isInternal = false }) =>
    flag === undefined
      ? []
      : [notifyModerators(NOTIFIES[flag], uploadedById, isInternal ? null : requesterId)],
}
