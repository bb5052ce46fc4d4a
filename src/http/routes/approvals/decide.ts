import type { Context } from 'hono'
import { readApproval } from '../../../read/approvals/find.js'
import { answerCommand } from '../../answer-command.js'
import type { AppDeps, AppEnv } from '../../env.js'

interface Decision {
  approvalId: string
  approved: boolean
  comment?: string | undefined
  for?: string | undefined
}

/** Approving and rejecting are one command; the answer is the approval after it. */
export async function decideApproval(c: Context<AppEnv>, deps: AppDeps, decision: Decision) {
  const { person } = c.get('caller')
  const { id, ticketId } = await readApproval(c.get('db'), person, decision.approvalId)
  const body = { ...decision, approvalId: id }
  const sent = { name: 'decide_approval', ref: ticketId, body } as const
  return answerCommand(c, deps, sent, async () =>
    c.json(await readApproval(c.get('db'), person, id), 200),
  )
}
