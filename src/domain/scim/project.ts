import { isMembers, type Members, toList } from './match.js'
import { resolvePath } from './path.js'
import type { ResourceType } from './schema.js'

/** What a request wants to be shown, as names of attributes. */
export interface Selection {
  attributes?: readonly string[] | undefined
  excludedAttributes?: readonly string[] | undefined
}

/** A name with its schema before it and its part behind it, as a list of steps into the JSON. */
type Steps = readonly [string, ...string[]]

/** Names of members, each of them meant as a whole or in parts. However often a name is asked for, it is there once. */
type Tree = Map<string, Tree | 'whole'>

/** The resource with what is asked for; schemas and id are always there. Names that it has not are passed over. */
export function project(
  type: ResourceType,
  resource: Members,
  { attributes, excludedAttributes }: Selection,
): Members {
  if (attributes !== undefined) {
    return keep(resource, toTree([['schemas'], ['id'], ...toSteps(type, attributes)]))
  }
  const left = toSteps(type, excludedAttributes).filter(([first]) => first !== 'id')
  return leaveOut(resource, toTree(left))
}

/** Whether the answer shows the attribute: what nobody sees needs not be read. */
export function isShown(type: ResourceType, name: string, selection: Selection): boolean {
  const { attributes, excludedAttributes } = selection
  if (attributes !== undefined) return toSteps(type, attributes).some(([first]) => first === name)
  return !toSteps(type, excludedAttributes).some((steps) => steps.length === 1 && steps[0] === name)
}

function toSteps(type: ResourceType, names: readonly string[] = []): Steps[] {
  return names.flatMap((name): Steps[] => {
    const extension = type.extensions.find(({ id }) => id.toLowerCase() === name.toLowerCase())
    if (extension !== undefined) return [[extension.id]]
    const path = resolvePath(type, name)
    if (path === undefined || path === 'passed_over') return []
    const { attribute, sub } = path
    const own: Steps = sub === undefined ? [attribute.name] : [attribute.name, sub.name]
    return [path.extension === undefined ? own : [path.extension, ...own]]
  })
}

function toTree(all: readonly Steps[]): Tree {
  const tree: Tree = new Map()
  for (const steps of all) plant(tree, steps)
  return tree
}

function plant(tree: Tree, [first, second, ...others]: Steps): void {
  const known = tree.get(first)
  if (second === undefined) tree.set(first, 'whole')
  else if (known !== 'whole') {
    const parts: Tree = known ?? new Map()
    tree.set(first, parts)
    plant(parts, [second, ...others])
  }
}

function keep(members: Members, tree: Tree): Members {
  const kept: Record<string, unknown> = {}
  for (const name of Object.keys(members)) {
    const wanted = tree.get(name)
    if (wanted === undefined) continue
    const value = members[name]
    kept[name] = wanted === 'whole' ? value : mapValues(value, (one) => keep(one, wanted))
  }
  return kept
}

function leaveOut(members: Members, tree: Tree): Members {
  const kept: Record<string, unknown> = {}
  for (const name of Object.keys(members)) {
    const left = tree.get(name)
    if (left === 'whole') continue
    const value = members[name]
    kept[name] = left === undefined ? value : mapValues(value, (one) => leaveOut(one, left))
  }
  return kept
}

function mapValues(value: unknown, map: (members: Members) => Members): unknown {
  if (isMembers(value)) return map(value)
  return toList(value).map((one) => (isMembers(one) ? map(one) : one))
}
