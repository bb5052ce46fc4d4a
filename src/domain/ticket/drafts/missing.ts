/** What a ticket has at least before a moderator sees it; a draft may lack it. */
export const REQUIRED_FIELDS = ['title', 'description', 'departmentId'] as const

interface Fields {
  title: string
  description: string
  departmentId: string | null
}

/** What a draft needs to be handed in, and lacks. */
export function listMissing(fields: Fields): string[] {
  return REQUIRED_FIELDS.filter((field) => fields[field] === null || fields[field] === '')
}
