/**
 * A named schema that may be null is generated as both at once, which nothing can be: here it becomes the one or the other.
 * It changes what it is given.
 */
export function sayWhatMayBeNull(node: unknown): void {
  if (typeof node !== 'object' || node === null) return
  if ('allOf' in node && Array.isArray(node.allOf)) {
    const [named, other] = node.allOf
    if (node.allOf.length === 2 && '$ref' in named && isNullType(other)) {
      delete node.allOf
      Object.assign(node, { oneOf: [named, { type: 'null' }] })
    }
  }
  for (const child of Object.values(node)) sayWhatMayBeNull(child)
}

function isNullType(schema: { type?: unknown }): boolean {
  return Array.isArray(schema.type) && schema.type.includes('null')
}
