import { refuse } from '../errors.js'
import { hasRole, type Person } from '../people.js'

export type Json = null | boolean | number | string | Json[] | { [member: string]: Json }

export interface RedactableEntry {
  ip: string | null
  userAgent: string | null
  entity: string
  entityId: string | null
  before: Json
  after: Json
}

export const REDACTED = '[redacted]'

/** Whether somebody may take it away with what it says of people. */
export function exportsUnredacted({ permissions }: Person): boolean {
  return permissions.includes('audit.unredacted')
}

/** Whether somebody may read what it says of people. */
export function readsUnredacted(person: Person): boolean {
  return hasRole(person, 'admin') || exportsUnredacted(person)
}

/** What is found would tell whoever may not read it what is there. */
export function refuseHiddenFilters(filters: {
  q?: string | undefined
  ip?: string | undefined
}): void {
  if (filters.q === undefined && filters.ip === undefined) return
  refuse('forbidden', 'Words and addresses are looked for with the permission audit.unredacted.')
}

/** Members whose texts are words of ours, and never anybody's. */
const OURS = new Set([
  'action',
  'availability',
  'channel',
  'clock',
  'code',
  'command',
  'format',
  'from',
  'kind',
  'language',
  'mode',
  'outcome',
  'permission',
  'priority',
  'role',
  'roles',
  'status',
  'to',
  'type',
  'variant',
  'visibility',
])
/** Members that hold whatever an organization likes: of these not even numbers are told. */
const ANYTHING = new Set(['customFields'])

const WORD = /^[a-z][\w.]*$/i
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/
const DURATION = /^P[\dTYMWDHS.]+$/

/**
 * An entry of the audit for those who may not see what it says of people: who did what, when, and to what is left, by
 * ids; addresses, agents and whatever somebody wrote is not.
 */
export function redactEntry<Entry extends RedactableEntry>(entry: Entry): Entry {
  const { ip, userAgent, entityId, before, after } = entry
  return {
    ...entry,
    ip: ip === null ? null : REDACTED,
    userAgent: userAgent === null ? null : REDACTED,
    entityId: entityId === null ? null : redactName(entityId),
    before: redactJson(before),
    after: redactJson(after),
  }
}

/** The id of something, or the path of a refused request, in which people may have typed anything. */
function redactName(name: string): string {
  return name.replaceAll(/[^/ ]+/g, (part) => (/^[\w-]+$/.test(part) ? part : REDACTED))
}

function redactJson(value: Json, member = ''): Json {
  if (ANYTHING.has(member)) return value === null ? null : REDACTED
  if (typeof value === 'string') return isHarmless(value, member) ? value : REDACTED
  if (Array.isArray(value)) return value.map((item) => redactJson(item, member))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      WORD.test(name) || UUID.test(name) ? name : REDACTED,
      redactJson(inner, name),
    ]),
  )
}

function isHarmless(text: string, member: string): boolean {
  if (OURS.has(member) && WORD.test(text)) return true
  return UUID.test(text) || INSTANT.test(text) || DURATION.test(text)
}
