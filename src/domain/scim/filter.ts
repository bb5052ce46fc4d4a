import { type AttributePath, resolvePath } from './path.js'
import { refuseScim } from './refusals.js'
import { type Attribute, findNamed, type ResourceType } from './schema.js'
import { createTokens, type Tokens } from './tokens.js'

export const COMPARISONS = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const
export type Comparison = (typeof COMPARISONS)[number]
export type Operand = string | boolean | null

/** A filter of RFC 7644, section 3.4.2.2, every name of it found in the schemas. */
export type Filter =
  | { kind: 'and' | 'or'; all: Filter[] }
  | { kind: 'not'; filter: Filter }
  | { kind: 'present'; path: AttributePath }
  | { kind: 'compare'; path: AttributePath; op: Comparison; operand: Operand }
  /** One value of a list that meets all of it: `emails[type eq "work" and value co "@example.com"]`. */
  | { kind: 'some'; path: AttributePath; filter: Filter }

/** Throws `invalidFilter`. What is written is bounded, so that what it is made into is, too. */
export function parseFilter(type: ResourceType, text: string): Filter {
  const tokens = createTokens(text)
  const filter = parseOr(tokens, findIn(type))
  if (tokens.peek() !== undefined) refuseAt(tokens, 'an operator')
  return filter
}

/** What is in the brackets behind the name of a list. */
export function parseValueFilter(tokens: Tokens, attribute: Attribute): Filter {
  return parseOr(tokens, findPart(attribute))
}

/** How a name is looked up: in a resource, or within one value of a list. */
type Find = (name: string) => AttributePath | 'passed_over' | undefined

function findIn(type: ResourceType): Find {
  return (name) => resolvePath(type, name)
}

function findPart({ subAttributes }: Attribute): Find {
  return (name) => {
    const attribute = findNamed(subAttributes, name)
    return attribute && { extension: undefined, attribute, sub: undefined }
  }
}

function parseOr(tokens: Tokens, find: Find): Filter {
  return parseList(tokens, 'or', () => parseList(tokens, 'and', () => parseTerm(tokens, find)))
}

function parseList(tokens: Tokens, kind: 'and' | 'or', parse: () => Filter): Filter {
  const first = parse()
  const all = [first]
  while (tokens.takeWord(kind)) all.push(parse())
  return all.length === 1 ? first : { kind, all }
}

function parseTerm(tokens: Tokens, find: Find): Filter {
  if (tokens.takeWord('not')) return { kind: 'not', filter: parseGroup(tokens, find) }
  if (tokens.peek() === '(') return parseGroup(tokens, find)
  const path = findPath(tokens, find)
  if (tokens.take('[')) {
    const { attribute, sub } = path
    if (attribute.subAttributes === undefined || sub !== undefined) {
      refuseScim('invalidFilter', `${attribute.name} has no parts to filter by.`)
    }
    const filter = tokens.deeper(() => parseValueFilter(tokens, attribute))
    if (!tokens.take(']')) refuseAt(tokens, ']')
    return { kind: 'some', path, filter }
  }
  if (tokens.takeWord('pr')) return { kind: 'present', path }
  return parseComparison(tokens, path)
}

function parseGroup(tokens: Tokens, find: Find): Filter {
  if (!tokens.take('(')) refuseAt(tokens, '(')
  const filter = tokens.deeper(() => parseOr(tokens, find))
  if (!tokens.take(')')) refuseAt(tokens, ')')
  return filter
}

function findPath(tokens: Tokens, find: Find): AttributePath {
  const name = tokens.next() ?? ''
  const path = find(name)
  if (path !== undefined && path !== 'passed_over') return path
  return refuseScim('invalidFilter', `There is nothing to filter by that is called ${name}.`)
}

function parseComparison(tokens: Tokens, path: AttributePath): Filter {
  const word = tokens.next()?.toLowerCase()
  const op = COMPARISONS.find((one) => one === word)
  if (op === undefined) return refuseScim('invalidFilter', `${word ?? 'The end'} is no operator.`)
  const named = requireValue(path)
  return { kind: 'compare', path: named, op, operand: readOperand(tokens, named, op) }
}

/** A list that is compared as a whole is compared by its values. */
function requireValue(path: AttributePath): AttributePath {
  if (path.sub !== undefined || path.attribute.type !== 'complex') return path
  const sub = findNamed(path.attribute.subAttributes, 'value')
  if (sub === undefined) refuseScim('invalidFilter', `Name a part of ${path.attribute.name}.`)
  return { ...path, sub }
}

function readOperand(tokens: Tokens, { attribute, sub }: AttributePath, op: Comparison): Operand {
  const { type, name } = sub ?? attribute
  const operand = tokens.nextValue()
  if (operand === null) {
    return op === 'eq' || op === 'ne' ? null : refuseScim('invalidFilter', 'null is eq or ne.')
  }
  if (type !== 'boolean') {
    return typeof operand === 'string'
      ? operand
      : refuseScim('invalidFilter', `${name} is compared with a text in quotes.`)
  }
  const truth = readBoolean(operand)
  if (truth !== undefined && (op === 'eq' || op === 'ne')) return truth
  return refuseScim('invalidFilter', `${name} is eq or ne to true or false.`)
}

/** Some directories write it as a text. */
export function readBoolean(value: unknown): boolean | undefined {
  const word = typeof value === 'string' ? value.toLowerCase() : value
  if (word === true || word === 'true') return true
  return word === false || word === 'false' ? false : undefined
}

function refuseAt(tokens: Tokens, expected: string): never {
  return refuseScim(
    'invalidFilter',
    `${tokens.peek() ?? 'The end'} stands where ${expected} should.`,
  )
}
