import type { components } from './schema.js'

/** Every word that the server may give as the reason of a refusal. */
export type ErrorCode = components['schemas']['Problem']['code']

/** What did not come from the server: it could not be reached, or answered what is no problem document. */
export type ClientErrorCode = ErrorCode | 'unreachable' | 'unexpected_answer'

interface Refused {
  status: number
  code: ClientErrorCode
  message: string
  details?: Record<string, unknown>
  requestId?: string
}

/** A refusal: `code` for programs, `message` for people, `details` by field where a value is wrong. */
export class PerdureError extends Error {
  override readonly name = 'PerdureError'
  /** 0 where there was no answer. */
  readonly status: number
  readonly code: ClientErrorCode
  readonly details: Record<string, unknown>
  readonly requestId: string | undefined

  constructor({ status, code, message, details = {}, requestId }: Refused, options?: ErrorOptions) {
    super(message, options)
    this.status = status
    this.code = code
    this.details = details
    this.requestId = requestId
  }
}

export function isPerdureError(error: unknown, code?: ClientErrorCode): error is PerdureError {
  return error instanceof PerdureError && (code === undefined || error.code === code)
}

/** Nothing came of it, not even a refusal. */
export function unreachable(
  message = 'The server could not be reached.',
  options?: ErrorOptions,
): PerdureError {
  return new PerdureError({ status: 0, code: 'unreachable', message }, options)
}

/** Reads the problem document of an answer that is no success. */
export function errorFromProblem(status: number, problem: unknown): PerdureError {
  const { code, error, details, requestId } = isProblem(problem) ? problem : UNKNOWN
  return new PerdureError({
    status,
    code: code ?? 'unexpected_answer',
    message: error ?? `The server answered ${status}.`,
    ...(details === undefined ? {} : { details }),
    ...(requestId === undefined ? {} : { requestId }),
  })
}

type Problem = {
  code?: ErrorCode
  error?: string
  details?: Record<string, unknown>
  requestId?: string
}
const UNKNOWN: Problem = {}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value
}
