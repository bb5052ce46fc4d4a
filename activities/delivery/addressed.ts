/** Whom a letter is for, and in whose name. */
export interface Addressed {
  id: string
  organizationId: string
  to: string
  phone: string | null
  firstName: string
  timezone: string
  language: string
  organization: string
}
