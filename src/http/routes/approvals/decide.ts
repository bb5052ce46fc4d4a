import type { Context } from 'hono'
import { readApproval } from '../../../read/approvals/find.js'
import { accepted, sendCommand } from '../../commands.js'
import type { AppDeps, AppEnv } from '../../env.js'

interface Decision {
  approvalId: string
  approved: boolean
  comment?: string | undefined
}

/** Approving and rejecting are one command; the answer is the approval after it. */
export async function decideApproval(c: Context<AppEnv>, deps: AppDeps, decision: Decision) {
  const { person } = c.get('caller')
  const { id, ticketId } = await readApproval(c.get('db'), person, decision.approvalId)
  const done = await sendCommand(c, deps, {
    name: 'decide_approval',
    ref: ticketId,
    body: { ...decision, approvalId: id },
  })
  if (done.kind === 'pending') return accepted(c, done.operationId)
  return c.json(await readApproval(c.get('db'), person, id), 200)
}
