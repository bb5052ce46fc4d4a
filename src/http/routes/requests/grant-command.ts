import type { z } from '@hono/zod-openapi'
import { subTickets } from '../../../contracts/command-bodies.js'
import type { grantBody, RequestView } from '../../../contracts/requests.js'
import { assertNever } from '../../../domain/assert.js'
import { refuse } from '../../../domain/errors.js'
import type { CommandRequest } from '../../send-command.js'

type Grant = z.infer<typeof grantBody>

/** The command that does what was asked; what the moderator gives replaces the request's content. */
export function buildGrant(asked: RequestView, given: Grant): CommandRequest {
  const { id: requestId, ticketId: ref, kind, reason } = asked
  refuseOtherMembers(given, MEMBERS[kind])
  switch (kind) {
    case 'reopen':
      return { name: 'reopen', ref, body: { requestId, reason, ...given } }
    case 'postpone':
      return { name: 'postpone', ref, body: amendPostponement(asked, given) }
    case 'sub_ticket':
      return { name: 'split', ref, body: { requestId, subTickets: listSubTickets(asked, given) } }
    default:
      return assertNever(kind)
  }
}

/** `null` drops a date that was asked for. */
function amendPostponement({ id: requestId, reason, content }: RequestView, given: Grant) {
  const { reminderEvery, resumeAt } = content
  const amended = { requestId, reason, reminderEvery, resumeAt, ...given }
  return amended.resumeAt === null ? { ...amended, resumeAt: undefined } : amended
}

function listSubTickets({ content }: RequestView, given: Grant) {
  const { title, description, departmentId } = content
  const list = subTickets.safeParse(given.subTickets ?? [{ title, description, departmentId }])
  if (list.success) return list.data
  return refuse('validation_failed', 'Name the department: the request did not.', {
    subTickets: ['is required with a department for each'],
  })
}

const MEMBERS: Record<RequestView['kind'], readonly (keyof Grant)[]> = {
  reopen: ['reason'],
  postpone: ['reason', 'reminderEvery', 'resumeAt'],
  sub_ticket: ['subTickets'],
}

/** Members of another kind are refused, never ignored. */
function refuseOtherMembers(given: Grant, members: readonly string[]): void {
  const others = Object.keys(given).filter((key) => !members.includes(key))
  if (others.length === 0) return
  const details = Object.fromEntries(others.map((key) => [key, ['is not of this kind of request']]))
  refuse('validation_failed', 'The request is of another kind.', details)
}
