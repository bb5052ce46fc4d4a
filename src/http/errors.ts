import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { DomainError, type ErrorCode, type Refusal, refusal } from '../domain/errors.js'
import type { Logger } from '../logger.js'
import { StorageAwayError } from '../storage/storage.js'
import { SCIM_BASE } from './base.js'
import { SCIM_TYPE, toScimError } from './scim-error.js'

/** The one table of codes and statuses. */
export const HTTP_STATUS: Record<ErrorCode, ContentfulStatusCode> = {
  validation_failed: 400,
  organization_required: 400,
  unauthenticated: 401,
  bad_credentials: 401,
  refresh_reused: 401,
  totp_required: 401,
  token_invalid: 400,
  forbidden: 403,
  account_pending: 403,
  account_rejected: 403,
  account_inactive: 403,
  account_unauthorized: 403,
  not_found: 404,
  user_not_found: 404,
  department_not_found: 404,
  category_not_found: 404,
  sla_template_not_found: 404,
  group_not_found: 404,
  calendar_not_found: 404,
  escalation_matrix_not_found: 404,
  webhook_not_found: 404,
  macro_not_found: 404,
  plan_not_found: 404,
  payment_method_not_found: 404,
  card_number_refused: 400,
  entitlement_exhausted: 402,
  payment_pending: 409,
  currency_mismatch: 409,
  customer_not_found: 404,
  technician_not_found: 404,
  ticket_not_found: 404,
  attachment_not_found: 404,
  message_not_found: 404,
  finance_only: 403,
  not_participant: 403,
  read_only: 403,
  too_long: 400,
  stale_draft: 409,
  not_deletable: 409,
  nesting_not_allowed: 409,
  parent_closed: 409,
  progress_is_computed: 409,
  reopen_limit: 409,
  request_pending: 409,
  request_decided: 409,
  approval_not_pending: 409,
  no_approver: 409,
  not_member: 409,
  not_removable: 409,
  chat_closed: 409,
  already_answered: 409,
  survey_not_allowed: 409,
  invalid_transition: 409,
  not_qualified: 409,
  outside_area: 409,
  outside_window: 409,
  outside_hours: 409,
  too_many_jobs: 409,
  calendar_conflict: 409,
  already_assigned: 409,
  agent_full: 409,
  no_assignee: 409,
  not_assignable: 409,
  not_editable: 409,
  nothing_to_undo: 409,
  undo_expired: 409,
  undo_superseded: 409,
  cause_undone: 409,
  macro_loop: 409,
  macro_too_long: 409,
  subtickets_open: 409,
  approval_pending: 409,
  duplicate_code: 409,
  duplicate_name: 409,
  already_exists: 409,
  department_in_use: 409,
  calendar_in_use: 409,
  category_cycle: 409,
  category_in_use: 409,
  escalation_matrix_in_use: 409,
  last_admin: 409,
  own_account: 409,
  sync_running: 409,
  retention_running: 409,
  staff_inactive: 409,
  idempotency_mismatch: 409,
  idempotency_in_flight: 409,
  gone: 410,
  cursor_expired: 410,
  method_not_allowed: 405,
  revision_mismatch: 412,
  too_large: 413,
  too_large_for_client: 400,
  quota_exceeded: 413,
  channel_off: 409,
  upload_incomplete: 409,
  not_ready: 409,
  range_not_satisfiable: 416,
  type_not_allowed: 415,
  rate_limited: 429,
  locked: 429,
  cancelled: 409,
  internal: 500,
  not_implemented: 501,
  unavailable: 503,
}

const TITLES: Partial<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  402: 'Used up',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition failed',
  413: 'Too large',
  415: 'Unsupported type',
  416: 'No such range',
  429: 'Too many requests',
  500: 'Internal error',
  501: 'Not implemented',
  503: 'Unavailable',
}

const RETRY_AFTER_SECONDS: Partial<Record<ErrorCode, number>> = {
  unavailable: 1,
  idempotency_in_flight: 1,
  rate_limited: 60,
  locked: 900,
}

export interface Problem extends Refusal {
  type: string
  title: string
  status: number
  requestId: string
}

export function toProblem(refused: Refusal, requestId: string): Problem {
  const status = HTTP_STATUS[refused.code]
  return {
    type: `urn:perdure:problem:${refused.code}`,
    title: TITLES[status] ?? 'Error',
    status,
    code: refused.code,
    error: refused.error,
    ...(refused.details === undefined ? {} : { details: refused.details }),
    requestId,
  }
}

export function problemResponse(c: Context, refused: Refusal): Response {
  const problem = toProblem(refused, String(c.get('requestId')))
  c.set('refusalCode', refused.code)
  const retryAfter = refused.details?.retryAfter ?? RETRY_AFTER_SECONDS[refused.code]
  if (retryAfter !== undefined) c.header('Retry-After', String(retryAfter))
  if (problem.status === 401) c.header('WWW-Authenticate', 'Bearer')
  const isScim = c.req.path.startsWith(`${SCIM_BASE}/`)
  c.header('Content-Type', isScim ? SCIM_TYPE : 'application/problem+json')
  const told = isScim ? toScimError(refused, problem.status) : problem
  return c.body(JSON.stringify(told), HTTP_STATUS[refused.code])
}

/** Every error that reaches the edge becomes a problem document; what nobody foresaw is logged. */
export function answerError(error: Error, c: Context, log: Logger): Response {
  if (error instanceof DomainError) return problemResponse(c, error.refusal)
  if (error instanceof HTTPException && error.status === 415) {
    return problemResponse(
      c,
      refusal('type_not_allowed', 'Send JSON, with Content-Type: application/json.'),
    )
  }
  if (error instanceof HTTPException && error.status === 400) {
    return problemResponse(c, refusal('validation_failed', 'The request is not valid.'))
  }
  if (isBadValue(error)) {
    log.warn({ err: error, requestId: c.get('requestId') }, 'the database could not read a value')
    return problemResponse(c, refusal('validation_failed', 'The request is not valid.'))
  }
  if (error instanceof StorageAwayError) {
    log.warn({ err: error, requestId: c.get('requestId') }, 'the storage is away')
    return problemResponse(c, refusal('unavailable', 'Files are out of reach; try again shortly.'))
  }
  log.error({ err: error, requestId: c.get('requestId') }, 'unexpected')
  return problemResponse(c, refusal('internal', 'Something went wrong; nothing was changed.'))
}

/** SQLSTATE class 22: a value that the schemas let through, and that PostgreSQL can't read. A net below them. */
function isBadValue(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string' && /^22[0-9A-Z]{3}$/.test(error.code)
}
