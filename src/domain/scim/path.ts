import { type Attribute, findNamed, listAttributes, type ResourceType } from './schema.js'

/** Where a value stands in a resource. */
export interface AttributePath {
  /** The schema whose member holds it; undefined for those of the resource's own schema. */
  extension: string | undefined
  attribute: Attribute
  sub: Attribute | undefined
}

/** Undefined for a name that the resource has not; `passed_over` for one that is known and not kept. */
export function resolvePath(
  type: ResourceType,
  text: string,
): AttributePath | 'passed_over' | undefined {
  const { extension, rest } = splitUrn(type, text)
  const full = (extension === undefined ? rest : `${extension}:${rest}`).toLowerCase()
  if (isPassedOver(type, full)) return 'passed_over'
  const attributes =
    type.extensions.find(({ id }) => id === extension)?.attributes ?? listAttributes(type)
  const [name = '', subName, ...more] = rest.split('.')
  const attribute = findNamed(attributes, name)
  if (attribute === undefined || more.length > 0) return undefined
  if (subName === undefined) return { extension, attribute, sub: undefined }
  const sub = findNamed(attribute.subAttributes, subName)
  return sub && { extension, attribute, sub }
}

/** `title` and all that is in it: `addresses.locality`, `manager.value`. */
function isPassedOver({ passedOver }: ResourceType, full: string): boolean {
  const dot = full.indexOf('.', full.lastIndexOf(':') + 1)
  return passedOver.has(full) || (dot > 0 && passedOver.has(full.slice(0, dot)))
}

/** A name may begin with the URN of its schema; that of the resource's own may be left out. */
function splitUrn({ schema, extensions }: ResourceType, text: string) {
  const small = text.toLowerCase()
  const named = [schema, ...extensions].find(({ id }) => small.startsWith(`${id.toLowerCase()}:`))
  const rest = named === undefined ? text : text.slice(named.id.length + 1)
  return { extension: named === schema ? undefined : named?.id, rest }
}
