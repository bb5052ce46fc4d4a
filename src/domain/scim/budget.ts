import { refuseScim } from './refusals.js'

/** What a request may still have done. */
export interface Budget {
  /** Throws `tooMany` before more is done than it holds. */
  spend(work: number): void
}

export function createBudget(most: number): Budget {
  let left = most
  return {
    spend: (work) => {
      left -= work
      if (left < 0)
        refuseScim('tooMany', 'This is too much for one request: send fewer operations.')
    },
  }
}
