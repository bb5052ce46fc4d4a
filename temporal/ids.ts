import { type Family, isFamily } from '../src/domain/ticket/deadlines.js'

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

export function deliveriesWorkflowId(organizationSlug: string): string {
  return `deliveries/${organizationSlug}`
}

export function attachmentWorkflowId(organizationSlug: string, attachmentId: string): string {
  return `attachment/${organizationSlug}/${attachmentId}`
}
