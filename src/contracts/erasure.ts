import { z } from 'zod'
import { id } from './common.js'

export const erasureReport = z
  .strictObject({
    tickets: z.int().meta({ description: 'In so many tickets there were words of theirs' }),
    held: z.array(z.strictObject({ id, number: z.string() })).meta({
      description: 'Held for a court, and left as they are; a thousand at most are named',
    }),
  })
  .meta({ id: 'ErasureReport' })
export type ErasureReport = z.infer<typeof erasureReport>
