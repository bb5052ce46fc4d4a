import { z } from 'zod'

/** What goes wrong, on demand: `PUT /faults` sets it, `DELETE /faults` ends it. */
export const faults = z.strictObject({
  /** So many requests are answered with 503. */
  away: z.int().min(0).default(0),
  /** So many are answered with 429. */
  busy: z.int().min(0).default(0),
  /** What `Retry-After` says then, in seconds. */
  retryAfter: z.int().min(0).default(1),
  /** So many are never answered. */
  silent: z.int().min(0).default(0),
  /** So many are cut off in the middle of their answer. */
  cut: z.int().min(0).default(0),
  /** Every so-many-th record has no address; none where 0. */
  badRecords: z.int().min(0).default(0),
  /** Each answer takes so long, in milliseconds. */
  delay: z.int().min(0).max(60_000).default(0),
  /** The key is wrong, whatever it is. */
  refuses: z.boolean().default(false),
})
export type Faults = z.infer<typeof faults>

export const NO_FAULTS: Faults = faults.parse({})
