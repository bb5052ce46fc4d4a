import type { ErrorCode, Refusal } from '../domain/errors.js'

export const SCIM_TYPE = 'application/scim+json'

const ERROR_URN = 'urn:ietf:params:scim:api:messages:2.0:Error'

/** What a code is called by RFC 7644, section 3.12, where the refusal does not say it itself. */
const SCIM_TYPES: Partial<Record<ErrorCode, string>> = {
  validation_failed: 'invalidSyntax',
  already_exists: 'uniqueness',
}

/** The form in which directories are told why not; its status is a text. */
export function toScimError({ code, error, details }: Refusal, status: number) {
  const scimType = details?.scimType ?? SCIM_TYPES[code]
  return {
    schemas: [ERROR_URN],
    ...(scimType === undefined ? {} : { scimType }),
    detail: error,
    status: String(status),
  }
}
