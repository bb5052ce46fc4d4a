import { DomainError, type Refusal, refusal } from '../errors.js'
import { lastAdmin } from '../organization/refusals.js'
import { hasRole, type Person } from '../people.js'
import { notForRole } from '../ticket/refusals.js'

/** Of whoever is to be erased, or to have what is kept of them. */
export interface Erasable {
  id: string
  /** Nobody else is an admin who may sign in. */
  isLastAdmin: boolean
  /** They were taken out of the records, or are just being so. */
  isErased: boolean
}

/** Why somebody can't be erased by this admin, or by whoever has asked for it before; undefined where they can, again too. */
export function refuseErasing(
  { id, isLastAdmin }: Erasable,
  adminId: string | null,
): Refusal | undefined {
  if (id === adminId) {
    return refusal('own_account', 'Nobody erases themselves: another admin does.')
  }
  return isLastAdmin ? lastAdmin() : undefined
}

/** Why nothing can be exported of somebody; undefined where it can. */
export function refuseExporting({ isErased }: Erasable): Refusal | undefined {
  if (!isErased) return undefined
  return refusal('invalid_transition', 'This person was erased: nothing of theirs is left.')
}

/** Nothing is left of whom it was. */
export function erasedForGood(): Refusal {
  return refusal('invalid_transition', 'This person was erased: that can not be undone.')
}

/** Only an admin says what is held for a court, of a ticket that they see. */
export function requireAdmin(person: Person): void {
  if (!hasRole(person, 'admin')) throw new DomainError(notForRole(['admin']))
}
