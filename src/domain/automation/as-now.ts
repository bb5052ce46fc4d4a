import type { Conditions } from './conditions.js'

/** What may change, and no event of a ticket names. */
const UNNAMED = ['title', 'description', 'customerId', 'requester.roles', 'requester.departmentId']

/** The fields of these conditions that are known as they are now alone, whenever it is asked about; nothing where there is none. */
export function markAsNow({ all = [], any = [] }: Conditions): { asNow?: string[] } {
  const fields = [...all, ...any].map(({ field }) => field)
  const isUnnamed = (field: string) => UNNAMED.includes(field) || field.startsWith('customFields.')
  const asNow = [...new Set(fields.filter(isUnnamed))]
  return asNow.length === 0 ? {} : { asNow }
}
