import type { OperationFamily } from '../src/domain/operations/operation.js'
import { type Family, isFamily } from '../src/domain/ticket/deadlines.js'
import type { LetterChannel } from '../src/domain/ticket/outcome/channels.js'

/** Readable in the Temporal UI: the organization's slug and the ticket's own number; an approval has its `n` too. */
export function workflowId(
  family: Family,
  organizationSlug: string,
  number: string,
  n?: number,
): string {
  const id = `${family}/${organizationSlug}/${number}`
  return n === undefined ? id : `${id}/${n}`
}

export interface ParsedRun {
  family: Family
  organizationSlug: string
  number: string
  n?: number
}

/** Undefined for what no ticket's workflow is called. */
export function parseWorkflowId(id: string): ParsedRun | undefined {
  const [family, organizationSlug, number, n] = id.split('/')
  if (family === undefined || organizationSlug === undefined || number === undefined) return
  if (!isFamily(family)) return undefined
  return { family, organizationSlug, number, ...(n === undefined ? {} : { n: Number(n) }) }
}

/** Of mails by the organization alone, of other letters by their channel too. */
export function deliveriesWorkflowId(
  organizationSlug: string,
  channel: LetterChannel = 'mail',
): string {
  const id = `deliveries/${organizationSlug}`
  return channel === 'mail' ? id : `${id}/${channel}`
}

export function attachmentWorkflowId(organizationSlug: string, attachmentId: string): string {
  return `attachment/${organizationSlug}/${attachmentId}`
}

/** `export/<organization>/<id>` and such. */
export function operationWorkflowId(
  family: OperationFamily,
  organizationSlug: string,
  operationId: string,
): string {
  return `${family}/${organizationSlug}/${operationId}`
}

export function webhookWorkflowId(organizationSlug: string, webhookId: string): string {
  return `webhook/${organizationSlug}/${webhookId}`
}

/** Temporal adds the instant to the ids of what a schedule starts. */
export function scheduledWorkflowId(organizationSlug: string, kind: string): string {
  return `scheduled/${organizationSlug}/${kind}`
}

/** Of the schedule of a saved report, and of what it starts. */
export function reportWorkflowId(organizationSlug: string, savedReportId: string): string {
  return `report/${organizationSlug}/${savedReportId}`
}

/** Whoever gives the tickets of a group's queue to its members. */
export function assignmentWorkflowId(organizationSlug: string, groupId: string): string {
  return `assignment/${organizationSlug}/${groupId}`
}

/** Whoever asks the rules of an organization when their time has come. */
export function rulesWorkflowId(organizationSlug: string): string {
  return `rules/${organizationSlug}`
}

/** Whoever has a contract billed and paid. */
export function contractWorkflowId(organizationSlug: string, contractId: string): string {
  return `contract/${organizationSlug}/${contractId}`
}

/** Whoever files the mails that came in for an organization. */
export function mailInWorkflowId(organizationSlug: string): string {
  return `mail-in/${organizationSlug}`
}

/** Whoever waits for what becomes of a work order; its number is `WO-n`. */
export function workOrderWorkflowId(organizationSlug: string, number: string): string {
  return `work-order/${organizationSlug}/${number.replace(/^WO-/, '')}`
}

/** Whoever publishes an organization's articles when their time has come. */
export function articlesWorkflowId(organizationSlug: string): string {
  return `articles/${organizationSlug}`
}

/** Whoever sends an organization's surveys. */
export function surveysWorkflowId(organizationSlug: string): string {
  return `surveys/${organizationSlug}`
}
