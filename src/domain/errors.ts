/** Every code a caller can meet; `src/http/errors.ts` maps each to its HTTP status. */
export const ERROR_CODES = [
  'validation_failed',
  'organization_required',
  'unauthenticated',
  'bad_credentials',
  'refresh_reused',
  'totp_required',
  'token_invalid',
  'forbidden',
  'account_pending',
  'account_rejected',
  'account_inactive',
  'account_unauthorized',
  'not_found',
  'user_not_found',
  'department_not_found',
  'category_not_found',
  'sla_template_not_found',
  'group_not_found',
  'calendar_not_found',
  'escalation_matrix_not_found',
  'webhook_not_found',
  'macro_not_found',
  'plan_not_found',
  'payment_method_not_found',
  'card_number_refused',
  'entitlement_exhausted',
  'payment_pending',
  'currency_mismatch',
  'customer_not_found',
  'technician_not_found',
  'ticket_not_found',
  'attachment_not_found',
  'message_not_found',
  'finance_only',
  'not_participant',
  'read_only',
  'too_long',
  'stale_draft',
  'not_deletable',
  'nesting_not_allowed',
  'parent_closed',
  'progress_is_computed',
  'reopen_limit',
  'request_pending',
  'request_decided',
  'approval_not_pending',
  'no_approver',
  'not_member',
  'not_removable',
  'chat_closed',
  'already_answered',
  'survey_not_allowed',
  'invalid_transition',
  'not_qualified',
  'outside_area',
  'outside_window',
  'outside_hours',
  'too_many_jobs',
  'calendar_conflict',
  'already_assigned',
  'agent_full',
  'no_assignee',
  'not_assignable',
  'not_editable',
  'nothing_to_undo',
  'undo_expired',
  'undo_superseded',
  'cause_undone',
  'macro_loop',
  'macro_too_long',
  'subtickets_open',
  'approval_pending',
  'duplicate_code',
  'duplicate_name',
  'already_exists',
  'department_in_use',
  'calendar_in_use',
  'category_cycle',
  'category_in_use',
  'escalation_matrix_in_use',
  'last_admin',
  'own_account',
  'sync_running',
  'retention_running',
  'staff_inactive',
  'idempotency_mismatch',
  'idempotency_in_flight',
  'gone',
  'cursor_expired',
  'method_not_allowed',
  'revision_mismatch',
  'too_large',
  'too_large_for_client',
  'quota_exceeded',
  'channel_off',
  'upload_incomplete',
  'not_ready',
  'range_not_satisfiable',
  'type_not_allowed',
  'rate_limited',
  'locked',
  'cancelled',
  'internal',
  'not_implemented',
  'unavailable',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

export interface Refusal {
  code: ErrorCode
  /** One sentence for people. */
  error: string
  details?: Record<string, unknown>
}

export function refusal(code: ErrorCode, error: string, details?: Refusal['details']): Refusal {
  return details === undefined ? { code, error } : { code, error, details }
}

/** A refusal on its way to the edge, where it becomes a problem document. */
export class DomainError extends Error {
  readonly refusal: Refusal
  constructor(refused: Refusal) {
    super(refused.error)
    this.name = 'DomainError'
    this.refusal = refused
  }
}

export function refuse(code: ErrorCode, error: string, details?: Refusal['details']): never {
  throw new DomainError(refusal(code, error, details))
}

/** For what is not there, and for what one may not see: both are answered alike. */
export function refuseMissing(thing: string): never {
  return refuse('not_found', `There is no such ${thing}, or you may not see it.`)
}
