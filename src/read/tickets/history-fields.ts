import { namePerson } from '../../database/names.js'
import type { ChangedFields } from '../../domain/ticket/outcome/changed-fields.js'
import type { Names, Unnamed } from '../names.js'

/** What an event's record may mention by id. */
export interface Mentions {
  fields: ChangedFields | null
  named: string[] | null
}

/** Members of a ticket that are ids, with the member that names them and where their names are. */
const NAMED = {
  departmentId: { beside: 'department', within: 'departments' },
  categoryId: { beside: 'category', within: 'categories' },
  requesterId: { beside: 'requester', within: 'people' },
  assigneeId: { beside: 'assignee', within: 'people' },
} as const satisfies Record<string, { beside: string; within: keyof Unnamed }>

/** The members that list people: ids alone, or objects with a `userId`. */
const LISTS = ['teamMembers', 'acknowledgements']

/** All ids that these rows mention. */
export function collectUnnamed(rows: readonly Mentions[]): Unnamed {
  const unnamed: Unnamed = { people: [], departments: [], categories: [], tickets: [] }
  for (const { fields, named } of rows) {
    unnamed.people.push(...(named ?? []))
    for (const [member, { from, to }] of Object.entries(fields ?? {})) {
      if (isNamed(member)) unnamed[NAMED[member].within].push(...[from, to].filter(isText))
      if (member === 'rejection') unnamed.tickets.push(...[from, to].flatMap(listDuplicates))
      if (LISTS.includes(member)) unnamed.people.push(...[from, to].flatMap(listIds))
    }
  }
  return unnamed
}

/** The changed members, as the ticket has them: a name beside each id. */
export function nameFields(fields: ChangedFields, names: Names): ChangedFields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([member, { from, to }]) => {
      const change = (show: (value: unknown) => unknown) => ({ from: show(from), to: show(to) })
      if (LISTS.includes(member)) return [[member, change((value) => nameList(value, names))]]
      if (member === 'rejection') return [[member, change((value) => nameDuplicate(value, names))]]
      if (!isNamed(member)) return [[member, { from, to }]]
      const { beside } = NAMED[member]
      return [
        [member, { from, to }],
        [beside, change((value) => nameOne(member, value, names))],
      ]
    }),
  )
}

function nameOne(member: keyof typeof NAMED, value: unknown, names: Names): unknown {
  if (!isText(value)) return null
  const { within } = NAMED[member]
  return within === 'people' ? namePerson(names.people, value) : (names[within][value] ?? null)
}

/** What a rejection says that the ticket repeats, with its number. */
function nameDuplicate(value: unknown, { tickets }: Names): unknown {
  const [duplicateOf] = listDuplicates(value)
  const number = duplicateOf === undefined ? undefined : tickets[duplicateOf]
  return number === undefined ? value : { duplicateOf, duplicateOfNumber: number }
}

function listDuplicates(value: unknown): string[] {
  const hasOne = typeof value === 'object' && value !== null && 'duplicateOf' in value
  return hasOne && isText(value.duplicateOf) ? [value.duplicateOf] : []
}

function nameList(value: unknown, { people }: Names): unknown {
  if (!Array.isArray(value)) return value
  return value.map((one: unknown) => {
    const [userId = ''] = listIds([one])
    const { name } = namePerson(people, userId)
    return isText(one) ? { userId, name } : { ...Object(one), name }
  })
}

function listIds(value: unknown): string[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((one: unknown) => {
    if (isText(one)) return [one]
    const hasId = typeof one === 'object' && one !== null && 'userId' in one
    return hasId && isText(one.userId) ? [one.userId] : []
  })
}

function isNamed(member: string): member is keyof typeof NAMED {
  return member in NAMED
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
