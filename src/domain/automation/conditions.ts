import {
  type Field,
  type Fields,
  findField,
  findValueFault,
  listOperators,
  type Operator,
} from './fields.js'

export type ConditionScalar = string | number | boolean

export interface Condition {
  field: string
  op: Operator
  value?: ConditionScalar | readonly ConditionScalar[]
}

/** All of the first, and one of the second where it has any: without both everything matches. */
export interface Conditions {
  all?: readonly Condition[]
  any?: readonly Condition[]
}

/** Where in the conditions something does not fit, and why, in words that continue the path. */
export interface ConditionFault {
  path: (string | number)[]
  fault: string
}

/** All that does not fit: unknown fields, operators that a field's type has not, values of another type. */
export function findConditionFaults(
  { all = [], any = [] }: Conditions,
  fields: Fields,
): ConditionFault[] {
  const check = (group: 'all' | 'any', conditions: readonly Condition[]) =>
    conditions.flatMap((condition, index) =>
      findFault(condition, fields).map(({ path, fault }) => ({
        path: [group, index, ...path],
        fault,
      })),
    )
  return [...check('all', all), ...check('any', any)]
}

function findFault({ field: name, op, value }: Condition, fields: Fields): ConditionFault[] {
  const field = findField(fields, name)
  if (field === undefined) return [{ path: ['field'], fault: 'is no field of a condition' }]
  const operators = listOperators(field)
  if (!operators.includes(op)) {
    return [{ path: ['op'], fault: `is not for ${name}: use ${operators.join(', ')}` }]
  }
  return findOperandFault(field, op, value)
}

function findOperandFault(field: Field, op: Operator, value: Condition['value']): ConditionFault[] {
  const at = (path: (string | number)[], fault: string | undefined): ConditionFault[] =>
    fault === undefined ? [] : [{ path: ['value', ...path], fault }]
  switch (op) {
    case 'is_set':
    case 'is_not_set':
      return at([], value === undefined ? undefined : 'must be left out')
    case 'in':
    case 'not_in':
      if (!Array.isArray(value) || value.length === 0) return at([], 'must be a list of values')
      return value.flatMap((one, index) => at([index], findValueFault(field, op, one)))
    default:
      return at([], value === undefined ? 'is required' : findValueFault(field, op, value))
  }
}
