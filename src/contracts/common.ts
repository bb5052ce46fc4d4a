import { z } from 'zod'
import { isCurrency } from '../domain/billing/money.js'
import { isTarget } from '../domain/sla/target.js'
import { isDuration } from '../domain/time.js'
import './words.js'

/** A string for people: whole Unicode without NUL, its length counted in code points. */
export function text(max: number, min = 1) {
  return z
    .string()
    .refine(
      (value) => value.isWellFormed() && !value.includes('\0'),
      'has a NUL or half a surrogate pair',
    )
    .refine(
      (value) => [...value.trim().slice(0, min * 2)].length >= min, // of a megabyte the beginning will do
      min === 1 ? 'must not be empty' : `needs ${min} characters`,
    )
    .refine(
      (value) => value.length <= max * 2 && [...value].length <= max,
      `must be at most ${max} characters`,
    )
    .meta({ minLength: min, maxLength: max })
}

/** Taken in either case and compared in one: PostgreSQL gives small letters. */
export const id = z.uuid().toLowerCase().meta({ description: 'A UUIDv7' })
/** In UTC the years have four digits, so that instants compare as texts and PostgreSQL reads them all. */
const FOUR_DIGITS = /^(?!0000)\d{4}-/

export const instant = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value).toISOString())
  .refine((value) => FOUR_DIGITS.test(value), 'must lie in the years 0001 to 9999 of UTC')
export const duration = z
  .string()
  .refine(isDuration, 'must be an ISO 8601 duration, such as P3D or PT8H: a second to a century')
  .meta({ example: 'P3D' })
/** Business time is counted in hours: a month has no length. */
export const target = z
  .string()
  .refine(isTarget, 'must be a length without months or years, such as PT8H: a second to 365 days')
  .meta({ example: 'PT8H', description: 'Of business time; a day is 24 hours of it' })
export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, { error: 'must be an ISO 4217 code', abort: true })
  .refine(isCurrency, 'is no currency of ISO 4217')
  .meta({ example: 'EUR' })
export const timestamp = z.iso.datetime()
export const emptyBody = z.strictObject({})

/** Whoever sees an id sees whose it is: not everybody may look people up. */
export const personName = z.strictObject({ id, name: z.string() }).meta({ id: 'PersonName' })
export const ticketName = z
  .strictObject({
    id,
    number: z.string(),
    title: z.string().optional().meta({ description: 'For those who see the ticket' }),
  })
  .meta({ id: 'TicketName' })
export const departmentName = z
  .strictObject({ id, name: z.string(), code: z.string() })
  .meta({ id: 'DepartmentName' })
export type DepartmentName = z.infer<typeof departmentName>
export const categoryName = z
  .strictObject({ id, name: z.string(), code: z.string() })
  .meta({ id: 'CategoryName' })
export type CategoryName = z.infer<typeof categoryName>

export const groupName = z.strictObject({ id, name: z.string() }).meta({ id: 'GroupName' })
export const customerName = z
  .strictObject({ id, name: z.string().meta({ description: 'Of the company' }) })
  .meta({ id: 'CustomerName' })

/** Who did it: a person, the product itself, or whoever runs it. */
export const actor = z.union([personName, z.enum(['system', 'operator'])])

export const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    error: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457, with a stable code for programs' })

export function page<T extends z.ZodType>(item: T) {
  return z.strictObject({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    total: z.int().optional(),
    totalIsAtLeast: z.literal(true).optional().meta({
      description: 'There may be more than `total`: counting them all would read too much',
    }),
  })
}

export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(500).optional(),
  count: z.enum(['true', 'false']).optional(),
}

const MOST_VALUES = 50

/** One value or many, as query strings give them: repeated, by commas, or both. */
export function many<T extends z.ZodType<string, string>>(item: T) {
  return z.preprocess(splitByCommas, z.array(item).min(1).max(MOST_VALUES).optional()).optional()
}

/** One more than may be is enough to refuse: thousands of wrong values would each be told as a fault of their own. */
function splitByCommas(given: unknown): unknown {
  const texts = typeof given === 'string' ? [given] : given
  if (!Array.isArray(texts)) return given
  return texts.flatMap((one) => String(one).split(',', MOST_VALUES + 1)).slice(0, MOST_VALUES + 1)
}

/** What makes an address good without signing in. */
export const signedQuery = z.strictObject({
  organization: id,
  expires: z.string().regex(/^\d{1,12}$/),
  signature: z.string().min(1).max(100),
})

export const idempotencyKey = z
  .string()
  .regex(/^[\x20-\x7e]{1,255}$/, 'must be 1 to 255 printable characters')
