import { z } from 'zod'

type Issue = Parameters<z.core.$ZodErrorMap>[0]

const TYPES: Record<string, string> = {
  string: 'must be a text',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must be an object',
  record: 'must be an object',
  null: 'must be null',
}

const FORMATS: Record<string, string> = {
  uuid: 'is no id',
  datetime: 'is no instant, such as 2026-01-31T08:00:00Z',
  url: 'is no web address',
}

/** What is wrong with a member, in plain words that continue its name. */
function describe(issue: Issue): string {
  if (issue.input === undefined && issue.code !== 'custom') return 'is required'
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? 'is of the wrong kind'
    case 'too_small':
      return describeLeast(issue.origin, Number(issue.minimum))
    case 'too_big':
      return `must ${MEASURES[issue.origin] ?? 'be'} at most ${issue.maximum}${UNITS[issue.origin] ?? ''}`
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'is not of the form that is asked for'
    case 'invalid_value':
      return listValues(issue.values)
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? listValues(issue.options)
        : describeUnion(issue.errors)
    case 'invalid_key':
      return `has a name that ${issue.issues[0]?.message ?? 'is not valid'}`
    default:
      return 'is not valid'
  }
}

const MEASURES: Record<string, string> = { array: 'have' }
const UNITS: Record<string, string> = { string: ' characters', array: ' items' }

function describeLeast(origin: string, least: number): string {
  if (origin === 'number' || origin === 'int') return `must be at least ${least}`
  if (least === 1) return 'must not be empty'
  return `must ${MEASURES[origin] ?? 'be'} at least ${least}${UNITS[origin] ?? ''}`
}

function listValues(values: readonly unknown[]): string {
  return `must be ${values.length > 1 ? 'one of ' : ''}${values.join(', ')}`
}

/** Of several ways to be right, those that the value comes near: of the right type, if there is one. */
function describeUnion(ways: z.core.$ZodIssue[][]): string {
  const isFar = ([issue]: z.core.$ZodIssue[]) =>
    issue?.code === 'invalid_type' && issue.path.length === 0
  const near = ways.filter((way) => !isFar(way))
  const words = (near.length > 0 ? near : ways).flatMap(([issue]) => issue?.message ?? [])
  return [...new Set(words)].join(', or ') || 'is not valid'
}

/** Schemas speak these words wherever they have none of their own: callers never read those of the library. */
z.config({ customError: describe })
