import { z } from 'zod'
import { id } from './common.js'
import { retentionAction, retentionKind } from './retention-policies.js'

export const retentionRunQuery = z.strictObject({
  dryRun: z.enum(['true', 'false']).default('false').meta({
    description: 'Counts what would be deleted or anonymized, and changes nothing',
  }),
})

/** What a run reads of its operation. */
export const retentionInput = z.strictObject({
  policyId: id,
  kind: retentionKind,
  after: z.string(),
  archive: z.boolean(),
  action: retentionAction,
  cutoff: z.string(),
  isDryRun: z.boolean(),
})

const count = z.int().min(0)

export const retentionReport = z
  .strictObject({
    policyId: id,
    kind: retentionKind,
    action: retentionAction,
    dryRun: z.boolean(),
    counts: z
      .strictObject({
        tickets: count,
        drafts: count,
        messages: count,
        attachments: count,
        audit: count,
        events: count,
        chatbot: count,
      })
      .meta({
        description: 'So many were deleted or anonymized; dry: so many would have been',
      }),
    held: count.meta({
      description: 'Tickets that were due and are held for a court, with their families',
    }),
    underWay: count.meta({
      description:
        'Tickets that were due, and of which something was still under way: left for the next run',
    }),
    archives: count.meta({ description: 'So many files were written into the archive' }),
  })
  .meta({ id: 'RetentionReport' })
export type RetentionReport = z.infer<typeof retentionReport>
