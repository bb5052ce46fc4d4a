import { DAY } from '../support/temporal.js'
import {
  ASK,
  ASSIGN,
  CLOSE,
  COMPLETE,
  closeSubTicket,
  FINANCE_START,
  FORCE,
  POSTPONE,
  type Scenario,
  type Seen,
  SPLIT,
  START,
  UNDO,
} from './steps.js'

export const SCENARIOS: Record<string, Scenario> = {
  'whole-lifecycle': {
    steps: [
      ['moderator', 'POST', '/moderator/tickets/{id}/approve', {}],
      ['it.agent', 'POST', '/tickets/{id}/claim'],
      ['it.agent', 'PATCH', '/tickets/{id}/acknowledge'],
      ['it.agent', 'PATCH', '/tickets/{id}/status', { status: 'in_progress' }],
      ['it.agent', 'PATCH', '/tickets/{id}/progress', { percent: 50 }],
      ['it.agent', 'PATCH', '/tickets/{id}/status', { status: 'completed', notes: 'x' }],
      ['requester', 'PATCH', '/tickets/{id}/resolve_by_requester', { rating: 5 }],
      CLOSE,
    ],
    forward: DAY,
  },
  rejected: {
    steps: [['moderator', 'POST', '/moderator/tickets/{id}/reject', { reason: 'x' }]],
    forward: DAY,
  },
  withdrawn: { steps: [ASSIGN, ['requester', 'POST', '/tickets/{id}/withdraw', {}]] },
  rework: {
    steps: [
      ASSIGN,
      START,
      COMPLETE,
      ['requester', 'POST', '/tickets/{id}/rework', { comment: 'x' }],
      COMPLETE,
    ],
  },
  'verified-and-closed-by-time': { steps: [ASSIGN, START, COMPLETE], forward: 4 * DAY },
  unacknowledged: {
    steps: [ASSIGN, ['moderator', 'PATCH', '/tickets/{id}', { priority: 'urgent' }]],
    forward: 2 * DAY,
  },
  'clarified-and-undone': {
    steps: [
      ['moderator', 'POST', '/moderator/tickets/{id}/clarify', { question: 'x' }],
      ['requester', 'POST', '/tickets/{id}/clarification', { answer: 'x' }],
      ['moderator', 'POST', '/moderator/tickets/{id}/approve', {}],
      ['moderator', 'POST', '/moderator/tickets/{id}/undo', {}],
      ASSIGN,
      ['moderator', 'PATCH', '/moderator/tickets/{id}/reassign', { reason: 'x' }],
      START,
      COMPLETE,
      CLOSE,
      ['moderator', 'POST', '/tickets/{id}/undo', {}],
    ],
    forward: 4 * DAY,
  },
  operator: {
    steps: [],
    signals: [
      ['close', {}],
      ['dance', {}],
      ['assign', { priority: 'high' }],
      ['close', { reason: 'x' }],
    ],
  },
  'draft-that-expires': {
    draft: true,
    steps: [['requester', 'PATCH', '/tickets/{id}', { title: 'edited' }]],
    forward: 8 * DAY,
  },
  'draft-handed-in': {
    draft: true,
    steps: [
      (seen: Seen[]) => [
        'requester',
        'PATCH',
        '/tickets/{id}',
        { description: 'x', departmentId: seen[0]?.wanted, isDraft: false },
      ],
      ASSIGN,
    ],
  },
  'postponed-and-back': {
    steps: [
      ASSIGN,
      START,
      POSTPONE,
      ['moderator', 'POST', '/moderator/tickets/{id}/restart', {}],
      UNDO,
    ],
  },
  'postponement-with-reminders': {
    of: 'postpone',
    steps: [ASSIGN, POSTPONE],
    forward: 7 * DAY,
    later: [['moderator', 'POST', '/moderator/tickets/{id}/restart', {}]],
  },
  'postponement-that-resumes': {
    of: 'postpone',
    steps: [
      ASSIGN,
      () => [
        'moderator',
        'POST',
        '/moderator/tickets/{id}/postpone',
        { reason: 'x', resumeAt: new Date(Date.now() + DAY * 1000).toISOString() },
      ],
    ],
    forward: 2 * DAY,
  },
  'approval-granted': {
    of: 'approval',
    department: 'FIN',
    steps: [ASSIGN, FINANCE_START, ASK],
    forward: 3 * DAY,
    later: [(seen: Seen[]) => ['ceo', 'POST', `/approvals/${seen[3]?.id}/approve`, {}]],
  },
  'approval-cancelled-and-restored': {
    of: 'approval',
    department: 'FIN',
    steps: [
      ASSIGN,
      FINANCE_START,
      ASK,
      ['moderator', 'POST', '/moderator/tickets/{id}/close', { reason: 'x', cancelApproval: true }],
      UNDO,
    ],
  },
  'approved-ticket': {
    department: 'FIN',
    steps: [
      ASSIGN,
      FINANCE_START,
      ASK,
      (seen: Seen[]) => ['ceo', 'POST', `/approvals/${seen[3]?.id}/reject`, { comment: 'x' }],
    ],
  },
  'split-parent': {
    steps: [ASSIGN, START, SPLIT, closeSubTicket(0, 3), closeSubTicket(1, 3), CLOSE],
    forward: DAY,
  },
  'split-run': {
    of: 'split',
    steps: [ASSIGN, START, SPLIT, closeSubTicket(0, 3), closeSubTicket(1, 3), CLOSE],
  },
  'sub-ticket': {
    of: 'sub_ticket',
    steps: [ASSIGN, START, SPLIT, FORCE, UNDO, closeSubTicket(0, 3)],
  },
  'forced-and-undone': { steps: [ASSIGN, START, SPLIT, FORCE, UNDO] },
  reopened: {
    steps: [
      ASSIGN,
      CLOSE,
      ['requester', 'POST', '/tickets/{id}/reopen', { reason: 'x' }],
      (seen: Seen[]) => ['moderator', 'POST', `/moderator/requests/${seen[3]?.id}/grant`, {}],
      START,
    ],
  },
  'clocks-that-run-out': { steps: [ASSIGN, START], forward: 5 * DAY },
  'answered-too-late': {
    steps: [
      [
        'admin',
        'POST',
        '/admin/escalation_matrices',
        {
          name: 'x',
          levels: [
            {
              after: 'PT1H',
              on: 'breach',
              kind: 'next_response',
              notify: { roles: ['moderator'] },
            },
          ],
        },
      ],
      (seen: Seen[]) => [
        'admin',
        'POST',
        '/admin/sla_policies',
        {
          name: 'x',
          isDefault: true,
          escalationMatrixId: seen[1]?.id,
          targets: [{ priority: 'normal', nextResponse: 'PT2H' }],
        },
      ],
      ASSIGN,
      START,
      ['requester', 'POST', '/tickets/{id}/messages', { body: 'x' }],
    ],
    forward: DAY / 4,
    later: [
      ['it.head', 'POST', '/tickets/{id}/messages', { body: 'x' }],
      ['it.head', 'PATCH', '/tickets/{id}/progress', { percent: 50 }],
    ],
  },
  'participants-and-team': {
    steps: [
      ASSIGN,
      (seen: Seen[]) => [
        'moderator',
        'POST',
        '/tickets/{id}/participants/add',
        { userId: seen[0]?.agent },
      ],
      (seen: Seen[]) => [
        'it.head',
        'POST',
        '/tickets/{id}/team-members',
        { userIds: [seen[0]?.agent] },
      ],
      ['it.head', 'POST', '/tickets/{id}/messages', { body: 'x' }],
    ],
  },
}
