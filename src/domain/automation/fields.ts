import { assertNever } from '../assert.js'

/** What a condition may ask of a field follows from its type. */
export const OPERATORS = [
  'eq',
  'ne',
  'in',
  'not_in',
  'contains',
  'not_contains',
  'starts_with',
  'gt',
  'gte',
  'lt',
  'lte',
  'is_set',
  'is_not_set',
  'changed_to',
  'changed_from',
] as const
export type Operator = (typeof OPERATORS)[number]

/** `elapsed` is a number that grows by itself; of a `custom` field only its value tells what it is. */
export type Field =
  | { type: 'word' | 'list'; values?: readonly string[] }
  | { type: 'id' | 'text' | 'number' | 'elapsed' | 'flag' | 'custom' }

/** What a condition may name, by name; one that ends with a dot is followed by any name. */
export type Fields = Readonly<Record<string, Field>>

/** What a field has at one moment; null is nothing. */
export type FieldValue = string | number | boolean | string[] | null

const EQUALITY = ['eq', 'ne', 'in', 'not_in'] as const
const PRESENCE = ['is_set', 'is_not_set'] as const
const CHANGE = ['changed_to', 'changed_from'] as const
const MEASURE = ['gt', 'gte', 'lt', 'lte'] as const
const CONTENT = ['contains', 'not_contains'] as const

const WORDS = [...EQUALITY, ...PRESENCE, ...CHANGE]

const ALLOWED: Record<Field['type'], readonly Operator[]> = {
  word: WORDS,
  id: WORDS,
  list: [...CONTENT, ...PRESENCE],
  text: [...EQUALITY, ...CONTENT, 'starts_with', ...PRESENCE],
  number: [...EQUALITY, ...MEASURE, ...PRESENCE],
  elapsed: MEASURE,
  flag: ['eq', 'ne', ...CHANGE],
  custom: [...EQUALITY, ...CONTENT, 'starts_with', ...MEASURE, ...PRESENCE],
}

export function listOperators({ type }: Field): readonly Operator[] {
  return ALLOWED[type]
}

export function findField(fields: Fields, name: string): Field | undefined {
  if (Object.hasOwn(fields, name)) return name.endsWith('.') ? undefined : fields[name]
  const dot = name.indexOf('.') + 1
  const family = name.slice(0, dot)
  return dot > 0 && name.length > dot && Object.hasOwn(fields, family) ? fields[family] : undefined
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** What is wrong with a value that a condition compares with, in words that continue its name. */
export function findValueFault(field: Field, op: Operator, value: unknown): string | undefined {
  switch (field.type) {
    case 'word':
    case 'list':
      return findWordFault(value, field.values)
    case 'id':
      return typeof value === 'string' && UUID.test(value) ? undefined : 'is no id'
    case 'text':
      return findWordFault(value)
    case 'number':
    case 'elapsed':
      return typeof value === 'number' ? undefined : 'must be a number'
    case 'flag':
      return typeof value === 'boolean' ? undefined : 'must be true or false'
    case 'custom':
      return findCustomFault(op, value)
    default:
      return assertNever(field)
  }
}

function findWordFault(value: unknown, values?: readonly string[]): string | undefined {
  if (typeof value !== 'string') return 'must be a text'
  if (values !== undefined && !values.includes(value)) return `must be one of ${values.join(', ')}`
  return value.trim() === '' ? 'must not be empty' : undefined // blanks compare as nothing, which every text has
}

const isOneOf = (some: readonly Operator[], op: Operator) => some.includes(op)

function findCustomFault(op: Operator, value: unknown): string | undefined {
  if (isOneOf(MEASURE, op)) return typeof value === 'number' ? undefined : 'must be a number'
  if (isOneOf([...CONTENT, 'starts_with'], op)) return findWordFault(value)
  return Array.isArray(value) ? 'must be one value' : undefined
}
