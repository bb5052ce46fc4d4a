import { isModerator, isStaff, type Person } from '../people.js'

/** For whom something is, from the widest to the narrowest; a *reach* is a place in this list. */
export const KB_VISIBILITIES = ['public', 'requesters', 'agents'] as const
export type KbVisibility = (typeof KB_VISIBILITIES)[number]

export function measureReach(visibility: KbVisibility): number {
  return KB_VISIBILITIES.indexOf(visibility)
}

/** What somebody may read lies within this. */
export function readerReach(person: Person): number {
  return measureReach(isStaff(person) ? 'agents' : 'requesters')
}

/** Moderators, and those of staff to whom an admin has given it. */
export function mayWriteArticles(person: Person): boolean {
  return isModerator(person) || (isStaff(person) && person.permissions.includes('kb.edit'))
}
