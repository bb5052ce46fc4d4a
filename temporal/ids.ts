import type { Family } from '../src/domain/ticket/deadlines.js'

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

export function deliveriesWorkflowId(organizationSlug: string): string {
  return `deliveries/${organizationSlug}`
}
