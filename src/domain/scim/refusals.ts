import { refuse } from '../errors.js'

/** Why a request can't be carried out, in the words of RFC 7644, section 3.12. */
export type ScimType =
  | 'invalidFilter'
  | 'invalidPath'
  | 'invalidSyntax'
  | 'invalidValue'
  | 'mutability'
  | 'noTarget'
  | 'tooMany'
  | 'uniqueness'

export function refuseScim(scimType: ScimType, error: string): never {
  return refuse('validation_failed', error, { scimType })
}
