/** Readable in the Temporal UI: the organization's slug and the ticket's own number. */
export function ticketWorkflowId(organizationSlug: string, number: string): string {
  return `ticket/${organizationSlug}/${number}`
}

export function deliveriesWorkflowId(organizationSlug: string): string {
  return `deliveries/${organizationSlug}`
}
