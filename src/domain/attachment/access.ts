import { chatAccess } from '../access/chat.js'
import { type Refusal, refusal } from '../errors.js'
import { isModerator, type Person } from '../people.js'
import { heldForCourt } from '../ticket/refusals.js'
import type { TicketState } from '../ticket/state.js'
import type { AttachmentFlag, AttachmentStatus } from './attachment.js'

/** What of a message says who reads its files. */
export interface FileMessage {
  version: number
  visibility: 'public' | 'internal'
  at: string
}

export interface FileSubject {
  uploadedById: string
  /** null: it is attached nowhere. */
  ticket: TicketState | null
  /** null: it is the ticket's own. */
  message: FileMessage | null
  /** Of a visit or an article: whether this person sees that; null: neither has it. */
  seesHolder: boolean | null
}

/** For one who sees the ticket, where there is one. What is attached nowhere is its uploader's alone. */
export function mayReadFile(
  person: Person,
  { uploadedById, ticket, message, seesHolder }: FileSubject,
): boolean {
  if (seesHolder !== null) return seesHolder
  if (ticket === null) return uploadedById === person.id
  if (message === null) return true
  const access = chatAccess(ticket, person)
  if (access === undefined) return false
  if (message.visibility === 'internal' && !access.internal) return false
  if (message.version !== ticket.version) return access.archives
  return access.from === null || access.from <= message.at
}

interface DeletedFile extends Omit<FileSubject, 'message' | 'seesHolder'> {
  /** A visit or an article has it. */
  isInUse: boolean
  /** The ticket is held for a court. */
  isHeld: boolean
}

/** For one who may read it: why they may not delete it. */
export function refuseFileDeletion(
  person: Person,
  { uploadedById, ticket, isHeld, isInUse }: DeletedFile,
): Refusal | undefined {
  const isBefore = ticket === null ? !isInUse : ticket.status === 'draft'
  if (!isModerator(person) && !(isBefore && uploadedById === person.id)) {
    return refusal(
      'forbidden',
      'Whoever sent a file deletes it until the ticket is handed in, or a visit or an article has it; later a moderator does.',
    )
  }
  return isHeld ? heldForCourt() : undefined
}

/** Only what was found to be harmless can be had. */
export function refuseDownload(status: AttachmentStatus): Refusal | undefined {
  switch (status) {
    case 'ok':
      return undefined
    case 'uploading':
      return refusal('not_ready', 'Not all bytes of the file are in: try again when it is ok.')
    case 'processing':
      return refusal('not_ready', 'The file is still being examined: try again when it is ok.')
    case 'infected':
      return refusal('gone', 'Malware was found in the file: its bytes are deleted.')
    case 'failed':
      return refusal('gone', 'The file could not be examined or converted: send it again.')
  }
}

const FLAGS: Partial<Record<AttachmentStatus, AttachmentFlag>> = {
  infected: 'infected_attachment',
  failed: 'failed_attachment',
}

/** What the ticket's flags say of the files that it has. */
export function listFlags(statuses: readonly AttachmentStatus[]): AttachmentFlag[] {
  return [...new Set(statuses.flatMap((status) => FLAGS[status] ?? []))].sort()
}
