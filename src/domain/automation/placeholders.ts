/** What texts of actions may name; nothing in them is evaluated. */
export const PLACEHOLDERS = [
  'ticket.number',
  'ticket.title',
  'ticket.status',
  'ticket.priority',
  'requester.name',
  'assignee.name',
  'department.name',
] as const
type Placeholder = (typeof PLACEHOLDERS)[number]

export type PlaceholderValues = Readonly<Record<Placeholder, string>>

/** Blanks around a name are no part of the pattern: it would try each way to divide thousands of them. */
const NAMED = /\{\{([^{}]*)\}\}/g

/** What a text names that there is not. */
export function findUnknownPlaceholders(text: string): string[] {
  const named = [...text.matchAll(NAMED)].map(([, name = '']) => name.trim())
  return named.filter((name) => !isPlaceholder(name))
}

/** Filled once: what a value has in braces stays as it is. */
export function fillPlaceholders(text: string, values: PlaceholderValues): string {
  return text.replace(NAMED, (whole, given: string) => {
    const name = given.trim()
    return isPlaceholder(name) ? values[name] : whole
  })
}

function isPlaceholder(name: string): name is Placeholder {
  return PLACEHOLDERS.some((known) => known === name)
}
