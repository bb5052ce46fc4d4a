import type { Person } from '../people.js'
import type { TicketState } from '../ticket/state.js'
import { chatAccess } from './chat.js'

/** What stands behind the `@`s of a message: ids in brackets, and what mail addresses begin with. */
export interface NamedInText {
  ids: string[]
  localParts: string[]
}

export interface Mentioned {
  id: string
  name: string
}

/** In a message that names more, the others are words like any. */
const MOST = 50
/** Behind a letter or a digit an `@` belongs to an address. */
const BY_ID = /(?<![\p{L}\p{N}])@\[([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\]/giu
const BY_LOCAL_PART = /(?<![\p{L}\p{N}._%+-])@([\p{L}\p{N}_+-]+(?:\.[\p{L}\p{N}_+-]+)*)/gu

/** In small letters, each once. */
export function readNames(body: string): NamedInText {
  return { ids: findAll(body, BY_ID), localParts: findAll(body, BY_LOCAL_PART) }
}

function findAll(body: string, pattern: RegExp): string[] {
  const found = Array.from(body.matchAll(pattern), ([, name = '']) => name.toLowerCase())
  return [...new Set(found)].slice(0, MOST)
}

/** Of those whom the words may mean, the ones who read the message: nobody else is told of it. */
export function chooseMentioned<T extends { person: Person }>(
  state: TicketState,
  candidates: readonly T[],
  visibility: 'public' | 'internal',
): T[] {
  return candidates.filter(({ person }) => {
    const access = chatAccess(state, person)
    return access !== undefined && (visibility === 'public' || access.internal)
  })
}
