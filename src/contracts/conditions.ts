import { z } from 'zod'
import { findConditionFaults } from '../domain/automation/conditions.js'
import { type Fields, OPERATORS } from '../domain/automation/fields.js'
import { text } from './common.js'

const scalar = z.union([text(1_000, 0), z.number(), z.boolean()])

const condition = z
  .strictObject({
    field: text(120),
    op: z.enum(OPERATORS).meta({ id: 'ConditionOperator' }),
    value: z.union([scalar, z.array(scalar).max(100)]).optional(),
  })
  .meta({ id: 'Condition' })

/** All of the first and one of the second; both may be left out. Whether they fit what they are about is another question. */
export const conditions = z.strictObject({
  all: z.array(condition).max(50).optional(),
  any: z.array(condition).max(50).optional(),
})

/** The same about these fields. */
export function conditionsAbout(fields: Fields) {
  return conditions
    .superRefine((given, context) => {
      for (const { path, fault } of findConditionFaults(given, fields)) {
        context.addIssue({ code: 'custom', path, message: fault })
      }
    })
    .meta({ description: `About ${Object.keys(fields).join(', ')}` })
}
