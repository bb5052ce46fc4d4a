import { z } from 'zod'
import { wholeNumber } from './setting-shapes.js'

const count = wholeNumber(0)

/** What is allowed in a time; 0 is no limit. */
export const rateLimitEnvironment = z.object({
  RATE_LIMIT_LOGINS: count.default(0),
  RATE_LIMIT_REQUESTS: count.default(0),
  RATE_LIMIT_ORGANIZATION: count.optional(),
  RATE_LIMIT_ADDRESS: count.optional(),
  RATE_LIMIT_EXPORTS: count.default(5),
  RATE_LIMIT_SCIM: count.optional(),
  RATE_LIMIT_CHATBOT: count.optional(),
  RATE_LIMIT_REGISTRATIONS: count.optional(),
})

export interface RateLimits {
  /** Sign-ins an address may try in 15 minutes; 0 is no limit. */
  loginsPerAddress: number
  /** Requests a user may make in a minute; 0 is no limit. */
  requestsPerUser: number
  /** Requests of all its users in a minute. */
  requestsPerOrganization: number
  /** An hour; 0 is no limit. */
  exportsPerUser: number
  /** What a directory may ask by SCIM with one token, in a minute. */
  requestsPerDirectory: number
  /** What somebody may ask the assistant, in a minute. */
  questionsPerUser: number
  /** What nobody has signed: from one address, in a minute. */
  publicRequestsPerAddress: number
  /** How often somebody may register from one address, in an hour. */
  registrationsPerAddress: number
}

/** Some have a limit in production alone, unless one is given. */
export function readRateLimits(
  e: z.infer<typeof rateLimitEnvironment>,
  production: boolean,
): RateLimits {
  const inProduction = (limit: number) => (production ? limit : 0)
  return {
    loginsPerAddress: e.RATE_LIMIT_LOGINS,
    requestsPerUser: e.RATE_LIMIT_REQUESTS,
    exportsPerUser: e.RATE_LIMIT_EXPORTS,
    requestsPerOrganization: e.RATE_LIMIT_ORGANIZATION ?? inProduction(3_000),
    requestsPerDirectory: e.RATE_LIMIT_SCIM ?? inProduction(1_800),
    questionsPerUser: e.RATE_LIMIT_CHATBOT ?? inProduction(20),
    registrationsPerAddress: e.RATE_LIMIT_REGISTRATIONS ?? inProduction(5),
    publicRequestsPerAddress: e.RATE_LIMIT_ADDRESS ?? inProduction(600),
  }
}
