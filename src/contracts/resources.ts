import { z } from 'zod'
import { pageQuery } from './common.js'

/** What people call a thing by in addresses and imports: unique in its organization, in capitals or not. */
export const code = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, 'must be 1 to 40 letters, digits, ".", "_" or "-"')
  .meta({ example: 'IT' })

/** What every list of things that admins keep may be asked for. */
export const resourceQuery = z.strictObject({
  q: z.string().min(1).max(100).optional().meta({ description: 'A part of the name' }),
  deleted: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Those that were deleted, and can be restored' }),
  ...pageQuery,
})
