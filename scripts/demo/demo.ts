import type { Database } from '../../src/database/pool.js'
import type { Author } from '../../src/write/resources/change-facts.js'

/** What each part of the demo is written with. */
export interface Demo {
  /** Each transaction of it is part of one. */
  db: Database
  author: Author
  /** The id of somebody of the organization. */
  person: (login: string) => Promise<string>
}
