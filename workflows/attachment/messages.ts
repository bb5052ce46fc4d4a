export interface AttachmentInput {
  organizationId: string
  attachmentId: string
}
