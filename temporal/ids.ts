import type { CompanionFamily } from '../src/domain/ticket/deadlines.js'

/** Readable in the Temporal UI: the organization's slug and the ticket's own number. */
export function ticketWorkflowId(organizationSlug: string, number: string): string {
  return `ticket/${organizationSlug}/${number}`
}

/** Of a run beside the ticket's own; an approval has its number too. */
export function companionWorkflowId(
  family: CompanionFamily,
  organizationSlug: string,
  number: string,
  n?: number,
): string {
  const own = `${family}/${organizationSlug}/${number}`
  return n === undefined ? own : `${own}/${n}`
}

export function deliveriesWorkflowId(organizationSlug: string): string {
  return `deliveries/${organizationSlug}`
}
