import { readBoolean } from './filter.js'
import { isMembers, type Members, toList } from './match.js'
import { resolvePath } from './path.js'
import { refuseScim } from './refusals.js'
import { type Attribute, findNamed, type ResourceType } from './schema.js'

/** Nothing that is kept is longer, and filters compare what is not kept as well. */
const LONGEST_TEXT = 1_000

/**
 * A value as its attribute has it, undefined for none. Directories write booleans and numbers as texts, and texts as
 * numbers. Throws `invalidValue`.
 */
export function coerce(attribute: Attribute, value: unknown): unknown {
  if (attribute.multiValued !== true) return coerceOne(attribute, value)
  const list = toList(value)
    .map((one) => coerceOne(attribute, isMembers(one) ? one : { value: one }))
    .filter((one) => one !== undefined)
  return list.length === 0 ? undefined : list
}

function coerceOne(attribute: Attribute, value: unknown): unknown {
  const { name, type, subAttributes } = attribute
  if (value === null || value === undefined || value === '') return undefined
  if (type === 'complex') {
    if (!isMembers(value)) return refuseScim('invalidValue', `${name} must be an object.`)
    const parts = Object.entries(value).flatMap(([key, part]) => {
      const sub = findNamed(subAttributes, key)
      const coerced = sub && coerceOne(sub, part)
      return sub === undefined || coerced === undefined ? [] : [[sub.name, coerced] as const]
    })
    return parts.length === 0 ? undefined : Object.fromEntries(parts)
  }
  if (type === 'boolean') {
    return readBoolean(value) ?? refuseScim('invalidValue', `${name} must be true or false.`)
  }
  if (typeof value === 'string' && value.length > LONGEST_TEXT) {
    return refuseScim('invalidValue', `${name} is longer than ${LONGEST_TEXT} characters.`)
  }
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  return refuseScim('invalidValue', `${name} must be a text.`)
}

/** What may be written of a resource that was sent whole, by the names of its schemas; anything else is passed over. */
export function readResource(type: ResourceType, body: Members): Members {
  const own = readMembers(type, '', body)
  const extended = type.extensions.flatMap(({ id }) => {
    const members = readMembers(type, `${id}:`, findMember(body, id))
    return Object.keys(members).length === 0 ? [] : [[id, members] as const]
  })
  return { ...own, ...Object.fromEntries(extended) }
}

function readMembers(type: ResourceType, prefix: string, given: unknown): Members {
  if (!isMembers(given)) return {}
  const known = Object.entries(given).flatMap(([name, value]) => {
    const path = resolvePath(type, `${prefix}${name}`)
    if (path === undefined || path === 'passed_over' || path.sub !== undefined) return []
    const { attribute } = path
    if (attribute.mutability === 'readOnly') return []
    const coerced = coerce(attribute, value)
    return coerced === undefined ? [] : [[attribute.name, coerced] as const]
  })
  return Object.fromEntries(known)
}

function findMember(body: Members, name: string): unknown {
  const key = Object.keys(body).find((one) => one.toLowerCase() === name.toLowerCase())
  return key === undefined ? undefined : body[key]
}
