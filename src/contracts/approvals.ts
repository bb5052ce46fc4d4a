import { z } from 'zod'
import { STEP_STATUSES } from '../domain/approval/step.js'
import { approvalBody, decisionBody } from './command-bodies.js'
import { currency, id, page, pageQuery, personName, ticketName, timestamp } from './common.js'
import { approvalStatus } from './enums.js'

const FOR_THOSE_CONCERNED = 'For the asker, those asked, moderators and admins'
const ASKED = `${FOR_THOSE_CONCERNED}; empty for others`

const decision = z
  .strictObject({
    by: personName,
    for: personName
      .optional()
      .meta({ description: `The approver for whom they sat. ${FOR_THOSE_CONCERNED}` }),
    outcome: z.enum(['approved', 'rejected']),
    comment: z.string().optional().meta({ description: FOR_THOSE_CONCERNED }),
    at: timestamp,
  })
  .meta({ id: 'ApprovalDecision' })

const delegate = personName
  .extend({
    for: personName.optional().meta({ description: 'Left out: any of the approvers' }),
    from: timestamp.optional(),
    to: timestamp.optional(),
  })
  .meta({ id: 'ApprovalDelegate' })

const step = z
  .strictObject({
    name: z.string(),
    status: z.enum(STEP_STATUSES),
    mode: z.enum(['any', 'all']).meta({ description: 'One approval, or that of every approver' }),
    approvers: z.array(personName).meta({ description: ASKED }),
    delegates: z.array(delegate).meta({ description: ASKED }),
    escalatedTo: z.array(personName).meta({ description: ASKED }),
    decisions: z.array(decision),
  })
  .meta({ id: 'ApprovalStep' })

export const approval = z
  .strictObject({
    id,
    ticketId: id,
    ticket: ticketName,
    status: approvalStatus,
    reason: z.string().optional().meta({ description: FOR_THOSE_CONCERNED }),
    amount: z
      .int()
      .optional()
      .meta({ description: `Minor units. ${FOR_THOSE_CONCERNED}` }),
    currency: currency.optional(),
    steps: z.array(step),
    requestedBy: personName,
    at: timestamp,
  })
  .meta({ id: 'Approval' })
export type ApprovalView = z.infer<typeof approval>
export const approvalPage = page(approval)

export const newApproval = approvalBody.extend({ ticketId: id }).meta({ id: 'NewApproval' })
export const approvalDecision = decisionBody.pick({ comment: true, for: true })
export const approvalQuery = z.strictObject({
  mine: z.enum(['true', 'false']).optional().meta({ description: 'Those that wait for me now' }),
  ticketId: id.optional(),
  ...pageQuery,
})
