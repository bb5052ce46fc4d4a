import { z } from 'zod'
import { APPROVAL_STATUSES } from '../domain/approval/approval.js'
import { STEP_STATUSES } from '../domain/approval/step.js'
import { approvalBody } from './command-bodies.js'
import { id, page, pageQuery, text, timestamp } from './common.js'

const step = z.strictObject({
  name: z.string(),
  status: z.enum(STEP_STATUSES),
  approvers: z.array(id),
  decidedBy: id.optional(),
  decidedAt: timestamp.optional(),
  comment: z.string().optional(),
})

export const approval = z
  .strictObject({
    id,
    ticketId: id,
    status: z.enum(APPROVAL_STATUSES),
    reason: z.string(),
    amount: z.int().optional().meta({ description: 'Minor units' }),
    currency: z.string().optional(),
    steps: z.array(step),
    requestedBy: id,
    at: timestamp,
  })
  .meta({ id: 'Approval' })
export type ApprovalView = z.infer<typeof approval>
export const approvalPage = page(approval)

export const newApproval = approvalBody.extend({ ticketId: id }).meta({ id: 'NewApproval' })
export const approvalComment = z.strictObject({ comment: text(10_000).optional() })
export const approvalQuery = z.strictObject({
  mine: z.enum(['true', 'false']).optional().meta({ description: 'Those that wait for me now' }),
  ticketId: id.optional(),
  ...pageQuery,
})
