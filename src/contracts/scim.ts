import { z } from 'zod'
import type { PatchOperation } from '../domain/scim/change-list.js'
import type { GroupFields } from '../domain/scim/group.js'
import { refuseScim } from '../domain/scim/refusals.js'
import type { UserFields } from '../domain/scim/user.js'
import { text } from './common.js'
import { profilePatch } from './profile.js'

/** Each may look at every member of a group. */
const MOST_OPERATIONS = 100

/** What the envelope of a request has; members that no schema knows are passed over, as RFC 7643 has it. */
export const patchRequest = z.object({
  Operations: z
    .array(
      z.object({
        op: z
          .string()
          .toLowerCase()
          .pipe(z.enum(['add', 'replace', 'remove'])),
        path: z.string().min(1).max(2_000).optional(),
        value: z.unknown().optional(),
      }) satisfies z.ZodType<PatchOperation>,
    )
    .min(1)
    .max(MOST_OPERATIONS),
})

const names = z.string().max(2_000)
/** By commas in an address, as a list in a body. */
const nameList = z.union([
  names.transform((value) => value.split(',').map((name) => name.trim())),
  z.array(names).max(100),
])

const DEFAULT_COUNT = 100
const MOST = 200

/** Below the first is the first, and below none is none: RFC 7644, section 3.4.2.4. */
export const listRequest = z.object({
  filter: z.string().max(2_000).optional(),
  startIndex: z.coerce
    .number()
    .int()
    .max(1e9)
    .default(1)
    .transform((n) => Math.max(n, 1)),
  count: z.coerce
    .number()
    .int()
    .default(DEFAULT_COUNT)
    .transform((n) => Math.min(Math.max(n, 0), MOST)),
  attributes: nameList.optional(),
  excludedAttributes: nameList.optional(),
})

export const selection = listRequest.pick({ attributes: true, excludedAttributes: true })

const userFields = z.object({
  userName: text(320),
  externalId: text(500).nullable(),
  email: z.email().max(320).toLowerCase(),
  firstName: text(100),
  lastName: text(100, 0),
  active: z.boolean().optional(),
  phone: text(40).nullable(),
  timezone: profilePatch.shape.timezone,
  language: profilePatch.shape.language,
  employeeCode: text(60).optional(),
  department: text(200).optional(),
  said: z.object({
    displayName: text(300).optional(),
    formatted: text(300).optional(),
    department: text(200).optional(),
    name: z.literal(true).optional(),
    mail: z.literal(true).optional(),
  }),
})

const groupFields = z.object({
  name: text(100),
  externalId: text(500).nullable(),
  memberIds: z.array(z.string()).max(20_000),
}) satisfies z.ZodType<GroupFields>

export type CheckedUser = z.infer<typeof userFields>

/** Throws `invalidValue` for what the help desk could not keep. */
export function checkUser(fields: UserFields): CheckedUser {
  return check(userFields, fields)
}

export function checkGroup(fields: GroupFields): GroupFields {
  return check(groupFields, fields)
}

function check<T extends z.ZodType>(schema: T, fields: unknown): z.infer<T> {
  const parsed = schema.safeParse(fields)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  return refuseScim('invalidValue', `${issue?.path.join('.')}: ${issue?.message}`)
}
