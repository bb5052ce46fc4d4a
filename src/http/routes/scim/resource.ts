import type { Database, OrganizationDb } from '../../../database/pool.js'
import type { Members } from '../../../domain/scim/match.js'
import type { Selection } from '../../../domain/scim/project.js'
import type { ResourceType } from '../../../domain/scim/schema.js'
import type { ScimPage, ScimQuery, ScimReader } from '../../../read/scim/list.js'
import type { Author } from '../../../write/resources/change-facts.js'

export interface Dated {
  id: string
  createdAt: string
  updatedAt: string
}

interface Removal<T> {
  id: string
  /** Throws where the request is about another state of it. */
  judge: (before: T) => void
}

interface Edit<T> extends Removal<T> {
  edit: (before: Members) => Members
}

/** One kind of what directories keep: how it is read and written, and what it looks like. */
export interface ScimResource<T extends Dated> {
  type: ResourceType
  /** How it is when nobody asks for parts of it. */
  answersPatch: 200 | 204
  list: (reader: ScimReader, query: ScimQuery, selection: Selection) => Promise<ScimPage<T>>
  find: (db: OrganizationDb, id: string, selection: Selection) => Promise<T | undefined>
  create: (db: Database, author: Author, given: Members) => Promise<T>
  edit: (db: Database, author: Author, edit: Edit<T>) => Promise<T>
  remove: (db: Database, author: Author, removal: Removal<T>) => Promise<void>
  /** What is there, replaced by what was sent whole. */
  replace: (before: Members, given: Members) => Members
  present: (shown: T, locate: (path: string) => string) => Members
  /** Differs wherever what is shown does. */
  describeVersion: (shown: T) => unknown
}
