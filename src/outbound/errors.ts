export type OutboundFailure =
  | 'address_forbidden'
  | 'unreachable'
  | 'timed_out'
  | 'answer_invalid'
  | 'redirected'

/** A call to the outside that brought no answer. Its code may be told; its cause names addresses, and may not. */
export class OutboundError extends Error {
  override name = 'OutboundError'
  readonly code: OutboundFailure

  constructor(code: OutboundFailure, cause?: unknown) {
    super(code, { cause })
    this.code = code
  }
}
