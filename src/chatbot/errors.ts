/** Nobody has answered, or not to the end. Another try may help. */
export class ModelAwayError extends Error {
  override name = 'ModelAwayError'
  /** Nothing was begun, so that nothing was spent. */
  readonly isRefused: boolean

  constructor(isRefused: boolean, cause?: unknown) {
    super('The language model is away.', { cause })
    this.isRefused = isRefused
  }
}

/** It answers that it will not: the key, the model's name or the request is wrong. Trying again changes nothing. */
export class ModelRefusedError extends Error {
  override name = 'ModelRefusedError'
}

/** The organization has spent what a day allows. */
export class BudgetSpentError extends Error {
  override name = 'BudgetSpentError'
}
