/** The store can't be asked now; its records may be all in order. */
export class StaffStoreAwayError extends Error {
  override name = 'StaffStoreAwayError'
}

/** It asks to be left alone for so long. */
export class StaffStoreBusyError extends Error {
  override name = 'StaffStoreBusyError'
  readonly retryAfterMs: number

  constructor(retryAfterMs: number) {
    super(`The staff store asks to wait ${retryAfterMs} ms.`)
    this.retryAfterMs = retryAfterMs
  }
}

/** It answers, and will not serve us: the key is wrong, or it is no staff store. Trying again changes nothing. */
export class StaffStoreRefusedError extends Error {
  override name = 'StaffStoreRefusedError'
}
