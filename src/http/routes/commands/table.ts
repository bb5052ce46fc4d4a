import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { statusBody } from '../../../contracts/command-bodies.js'
import { COMMAND_BODIES, type PeopleCommand } from '../../../contracts/commands.js'
import { ticketUndone } from '../../../contracts/undo.js'
import { readUndoneAction } from '../../../read/tickets/undone-action.js'
import { describeCommands, documentCommand } from '../../document/commands.js'
import type { AppEnv } from '../../env.js'
import { type Access, MODERATORS } from '../../middleware/access.js'
import { PATCH_OR_POST, POST_OR_PATCH, type WriteMethod } from '../../route.js'

export interface CommandRoute {
  operationId: string
  /** The first is the usual one. */
  methods: readonly WriteMethod[]
  path: string
  access: Access
  summary: string
  description: string
  schema: z.ZodType<Record<string, unknown>>
  /** What the answer has besides the ticket after it. */
  answer?: { schema: z.ZodType; more: (c: Context<AppEnv>, ticketId: string) => Promise<object> }
  /** A body may choose among commands. */
  choose: (body: Record<string, unknown>) => { name: PeopleCommand; body: Record<string, unknown> }
}

/** The route of one command; what lies under `/moderator` is for moderators. */
function commandRoute(
  name: PeopleCommand,
  operationId: string,
  path: string,
  methods: readonly WriteMethod[],
): CommandRoute {
  return {
    operationId,
    methods,
    path,
    access: path.startsWith('/moderator/') ? MODERATORS : 'signed_in',
    schema: COMMAND_BODIES[name].schema,
    ...documentCommand(name),
    choose: (body) => ({ name, body }),
  }
}

const UNDONE = {
  schema: ticketUndone,
  more: async (c: Context<AppEnv>, ticketId: string) => ({
    undone: await readUndoneAction(c.get('db'), ticketId, c.get('workId')),
  }),
}

export const COMMAND_ROUTES: readonly CommandRoute[] = [
  commandRoute('approve', 'approveTicket', '/moderator/tickets/{id}/approve', POST_OR_PATCH),
  commandRoute(
    'ask_clarification',
    'askClarification',
    '/moderator/tickets/{id}/clarify',
    POST_OR_PATCH,
  ),
  commandRoute('answer_clarification', 'answerClarification', '/tickets/{id}/clarification', [
    'post',
  ]),
  commandRoute('reassign', 'reassignTicket', '/moderator/tickets/{id}/reassign', PATCH_OR_POST),
  commandRoute('reject', 'rejectTicket', '/moderator/tickets/{id}/reject', POST_OR_PATCH),
  {
    ...commandRoute('assign', 'assignTicket', '/moderator/tickets/{id}/assign', POST_OR_PATCH),
    access: [...MODERATORS, 'ticket.assign'],
  },
  {
    ...commandRoute('close', 'closeTicket', '/moderator/tickets/{id}/close', PATCH_OR_POST),
    access: [...MODERATORS, 'ticket.close'],
  },
  commandRoute('postpone', 'postponeTicket', '/moderator/tickets/{id}/postpone', PATCH_OR_POST),
  commandRoute('restart', 'restartTicket', '/moderator/tickets/{id}/restart', PATCH_OR_POST),
  commandRoute('reopen', 'reopenTicket', '/moderator/tickets/{id}/reopen', PATCH_OR_POST),
  commandRoute('restore_draft', 'restoreDraft', '/tickets/{id}/restore', ['post']),
  {
    ...commandRoute('undo', 'undoAsModerator', '/moderator/tickets/{id}/undo', POST_OR_PATCH),
    answer: UNDONE,
  },
  { ...commandRoute('undo', 'undo', '/tickets/{id}/undo', ['post']), answer: UNDONE },
  commandRoute('claim', 'claimTicket', '/tickets/{id}/claim', ['post']),
  commandRoute('acknowledge', 'acknowledgeTicket', '/tickets/{id}/acknowledge', ['patch']),
  commandRoute('progress', 'reportProgress', '/tickets/{id}/progress', ['patch']),
  commandRoute('resolve', 'resolveTicket', '/tickets/{id}/resolve_by_requester', ['patch']),
  commandRoute('request_rework', 'requestRework', '/tickets/{id}/rework', ['post']),
  commandRoute('withdraw', 'withdrawTicket', '/tickets/{id}/withdraw', ['post']),
  {
    operationId: 'startOrCompleteTicket',
    methods: ['patch'],
    path: '/tickets/{id}/status',
    access: 'signed_in',
    summary: 'Start (in_progress) or complete (completed) the work',
    description: describeCommands('start', 'complete'),
    schema: statusBody,
    choose: ({ status, ...rest }) => ({
      name: status === 'completed' ? 'complete' : 'start',
      body: rest,
    }),
  },
]
