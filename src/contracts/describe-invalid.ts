import type { ZodError } from 'zod'
import { type Refusal, refusal } from '../domain/errors.js'

/**
 * What a schema has against a request, by field. Collected in a map, because a field's name is the
 * caller's choice and may be that of a member which every object has, like `constructor`.
 */
export function describeInvalid(error: ZodError): Refusal {
  const details = new Map<string, string[]>()
  for (const issue of error.issues) {
    const isUnlisted = issue.code === 'unrecognized_keys'
    const fields = isUnlisted
      ? issue.keys.map((key) => [...issue.path, key].join('.'))
      : [issue.path.join('.') || 'body']
    const message = isUnlisted ? 'is not a known member' : issue.message
    for (const field of fields) details.set(field, [...(details.get(field) ?? []), message])
  }
  return refusal('validation_failed', sayFirst(details), Object.fromEntries(details))
}

/** A sentence of the first fault; all of them are in the details. */
function sayFirst(details: ReadonlyMap<string, readonly string[]>): string {
  const [[field = 'body', [words = 'is not valid'] = []] = []] = [...details]
  return `The request is not valid: ${field.slice(0, 100)} ${words}.`
}
