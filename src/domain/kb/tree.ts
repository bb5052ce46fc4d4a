import { type Refusal, refusal } from '../errors.js'
import { type KbVisibility, measureReach } from './visibility.js'

/** A category among the others of its organization. */
export interface Node {
  id: string
  parentId: string | null
  visibility: KbVisibility
}

const MAX_DEPTH = 5

/** Why one can't stand there, if it can't: below itself, or deeper than five with all that is below it. */
export function findMisplacement(
  nodes: readonly Node[],
  { id, parentId }: Pick<Node, 'id' | 'parentId'>,
): Refusal | undefined {
  if (parentId === null) return undefined
  const above = listAbove(nodes, parentId)
  if (above.some((node) => node.id === id)) {
    return refusal('category_cycle', 'A category can’t be below itself: choose another parent.', {
      parentId,
    })
  }
  const depth = above.length + measureHeight(nodes, id)
  if (depth <= MAX_DEPTH) return undefined
  const fault = `would make the tree ${depth} deep: five is the most`
  return refusal('validation_failed', `The request is not valid: parentId ${fault}.`, {
    parentId: [fault],
  })
}

/** How far each is read: as far as the narrowest of it and of all above it. */
export function spreadReach(nodes: readonly Node[]): Map<string, number> {
  return new Map(
    nodes.map(({ id }) => {
      const reaches = listAbove(nodes, id).map(({ visibility }) => measureReach(visibility))
      return [id, Math.max(...reaches)]
    }),
  )
}

/** One and all above it; a circle is walked once. */
function listAbove(nodes: readonly Node[], id: string): Node[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const path: Node[] = []
  let node = byId.get(id)
  while (node !== undefined && !path.includes(node)) {
    path.push(node)
    node = node.parentId === null ? undefined : byId.get(node.parentId)
  }
  return path
}

/** How many levels it and what is below it take. */
function measureHeight(nodes: readonly Node[], id: string): number {
  const below = nodes.filter(({ parentId }) => parentId === id)
  return 1 + Math.max(0, ...below.map((node) => measureHeight(nodes, node.id)))
}
