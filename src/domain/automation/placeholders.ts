/** What texts of actions may name; nothing in them is evaluated. */
export const TICKET_PLACEHOLDERS = [
  'ticket.number',
  'ticket.title',
  'ticket.status',
  'ticket.priority',
  'requester.name',
  'assignee.name',
  'department.name',
] as const
export type PlaceholderValues = Readonly<Record<(typeof TICKET_PLACEHOLDERS)[number], string>>

/** The same where they are about a work order. */
export const WORK_ORDER_PLACEHOLDERS = ['work_order.number', 'work_order.title'] as const
type WorkOrderValues = Readonly<Record<(typeof WORK_ORDER_PLACEHOLDERS)[number], string>>

/** Blanks around a name are no part of the pattern: it would try each way to divide thousands of them. */
const NAMED = /\{\{([^{}]*)\}\}/g

/** What a text names that is none of these. */
export function findUnknownPlaceholders(text: string, known: readonly string[]): string[] {
  const named = [...text.matchAll(NAMED)].map(([, name = '']) => name.trim())
  return named.filter((name) => !known.includes(name))
}

/** Filled once: what a value has in braces stays as it is. */
export function fillPlaceholders(
  text: string,
  values: PlaceholderValues | WorkOrderValues,
): string {
  const known = new Map(Object.entries(values))
  return text.replace(NAMED, (whole, name: string) => known.get(name.trim()) ?? whole)
}
