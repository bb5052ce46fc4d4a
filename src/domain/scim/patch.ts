import { type Budget, createBudget } from './budget.js'
import {
  type Change,
  changeList,
  type PatchOperation,
  type Target,
  withMember,
} from './change-list.js'
import { coerce } from './coerce.js'
import { parseValueFilter } from './filter.js'
import { isMembers, type Members, toList } from './match.js'
import { type AttributePath, resolvePath } from './path.js'
import { refuseScim } from './refusals.js'
import { type Attribute, findNamed, type ResourceType } from './schema.js'
import { createTokens } from './tokens.js'

/** Elements looked at and comparisons made: a hundred members taken from a group of 20,000, one by one, are as many. */
const MOST_WORK = 4_000_000

/**
 * The resource after the operations of RFC 7644, section 3.5.2, in their order. Throws `invalidPath`, `invalidValue`,
 * `mutability`, `noTarget`, and `tooMany` for what would take long: it is done in one turn of the event loop.
 */
export function applyPatch(
  type: ResourceType,
  resource: Members,
  operations: readonly PatchOperation[],
): Members {
  const budget = createBudget(MOST_WORK)
  return operations.reduce((before, operation) => {
    if (operation.path !== undefined)
      return applyAt(type, before, operation, operation.path, budget)
    return applyWhole(type, before, operation, budget)
  }, resource)
}

/** Without a path the value names the attributes, some directories' by whole paths. What can't be written is passed over. */
function applyWhole(
  type: ResourceType,
  resource: Members,
  operation: PatchOperation,
  budget: Budget,
): Members {
  const { op, value } = operation
  if (op === 'remove') return refuseScim('noTarget', 'A removal needs a path.')
  if (!isMembers(value)) {
    return refuseScim('invalidValue', 'Without a path the value is an object of attributes.')
  }
  return Object.entries(value).reduce((before, [name, part]) => {
    const extension = type.extensions.find(({ id }) => id.toLowerCase() === name.toLowerCase())
    const given = extension && isMembers(part) ? Object.entries(part) : [[name, part] as const]
    return given.reduce((current, [key, one]) => {
      const path = extension === undefined ? key : `${extension.id}:${key}`
      const target = parsePath(type, path)
      if (target === undefined || isReadOnly(target)) return current
      return change(current, target, { op, value: one }, budget)
    }, before)
  }, resource)
}

function applyAt(
  type: ResourceType,
  resource: Members,
  operation: PatchOperation,
  path: string,
  budget: Budget,
): Members {
  const target = parsePath(type, path)
  if (target === undefined) return resource
  if (isReadOnly(target)) return refuseScim('mutability', `${path} can't be written.`)
  return change(resource, target, operation, budget)
}

function isReadOnly({ attribute, sub }: AttributePath): boolean {
  return (sub ?? attribute).mutability === 'readOnly' || attribute.mutability === 'readOnly'
}

/** Undefined for what is passed over. Throws `invalidPath`. */
function parsePath(type: ResourceType, text: string): Target | undefined {
  const bracket = text.indexOf('[')
  const path = resolvePath(type, bracket < 0 ? text : text.slice(0, bracket))
  if (path === 'passed_over') return undefined
  if (path === undefined) return refuseScim('invalidPath', `There is no ${text}.`)
  if (bracket < 0) return { ...path, filter: undefined }
  if (path.attribute.multiValued !== true || path.sub !== undefined) {
    return refuseScim('invalidPath', `${path.attribute.name} is no list.`)
  }
  return parseSelection(path, text.slice(bracket))
}

/** `[type eq "work"].value` */
function parseSelection(path: AttributePath, text: string): Target | undefined {
  const tokens = createTokens(text)
  tokens.take('[')
  const filter = parseValueFilter(tokens, path.attribute)
  if (!tokens.take(']')) refuseScim('invalidPath', 'The path has no closing bracket.')
  const rest = tokens.next()
  if (rest === undefined) return { ...path, filter }
  const sub = findNamed(path.attribute.subAttributes, rest.slice(1))
  if (sub === undefined || !rest.startsWith('.') || tokens.peek() !== undefined) {
    return refuseScim('invalidPath', `There is no ${path.attribute.name}${text}.`)
  }
  return { ...path, sub, filter }
}

function change(resource: Members, target: Target, operation: Change, budget: Budget): Members {
  const { extension, attribute } = target
  const held = extension === undefined ? resource : resource[extension]
  const holder = isMembers(held) ? held : {}
  const before = holder[attribute.name]
  const after =
    attribute.multiValued === true
      ? changeList(attribute, toList(before).filter(isMembers), target, operation, budget)
      : changeOne(attribute, before, target, operation)
  const changed = withMember(holder, attribute.name, after)
  return extension === undefined ? changed : withMember(resource, extension, changed)
}

function changeOne(attribute: Attribute, before: unknown, { sub }: Target, { op, value }: Change) {
  const parts = isMembers(before) ? before : {}
  if (sub !== undefined) {
    return withMember(parts, sub.name, op === 'remove' ? undefined : coerce(sub, value))
  }
  if (op === 'remove') return undefined
  const after = coerce(attribute, value)
  return isMembers(after) ? { ...parts, ...after } : after
}
