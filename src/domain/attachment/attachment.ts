/** `uploading` until its bytes are in, `processing` until it is settled. Only what is `ok` can be had. */
export const ATTACHMENT_STATUSES = ['uploading', 'processing', 'ok', 'failed', 'infected'] as const
export type AttachmentStatus = (typeof ATTACHMENT_STATUSES)[number]

/** What can be had of a file: as it was sent, and as a browser shows it. */
export const VARIANTS = ['original', 'web'] as const
export type Variant = (typeof VARIANTS)[number]

/** What a ticket's flags say of its files. */
export const ATTACHMENT_FLAGS = ['infected_attachment', 'failed_attachment'] as const
export type AttachmentFlag = (typeof ATTACHMENT_FLAGS)[number]

/** Of these files a ticket, a message or a report names so many. */
export const MAX_FILES = 20
