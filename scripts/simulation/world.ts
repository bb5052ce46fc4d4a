import type { Clock } from './clock.js'
import type { Fault } from './faults.js'
import type { Organization } from './organization.js'
import type { Random } from './random.js'
import type { Store } from './store.js'

/** What all parts of one story share. */
export interface World {
  random: Random
  clock: Clock
  organization: Organization
  store: Store
  /** The mistake that is planted in this story. */
  fault: Fault | undefined
  /** Adds a line to the story; built only when somebody reads it. */
  tell: (line: () => string) => void
}
