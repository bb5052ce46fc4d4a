import { z } from 'zod'

/** A name is one line of what people write; anything else than a text is a fault of the record. */
const word = (most: number) => z.string().trim().min(1).max(most)

/** Members that are left out, empty or null say nothing. */
const optional = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .nullish()
    .transform((given) => (given ? given : null))

/** A person as the staff store has them; members that it has besides are passed over. */
export const staffRecord = z
  .object({
    employeeCode: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/, 'must be a code'),
    email: z.email().max(254).toLowerCase(),
    firstName: word(100),
    lastName: word(100),
    phone: optional(40),
    departmentCode: optional(50),
    status: z.enum(['active', 'inactive']).default('active'),
  })
  .refine(({ firstName, lastName }) => !/\p{Cc}/u.test(firstName + lastName), {
    path: ['firstName'],
    error: 'has a control character',
  })
export type StaffRecord = z.infer<typeof staffRecord>

/** Records are looked at one by one, so that a bad one keeps back no other. */
export const staffPage = z.object({
  items: z.array(z.unknown()).max(1_000),
  nextCursor: z.string().min(1).max(1_000).nullish(),
  total: z.number().int().min(0).nullish(),
})
export type StaffPage = z.infer<typeof staffPage>
