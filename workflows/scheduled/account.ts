import { shielded, watchCancellation } from '../cancellation.js'
import { type RefusedCancel, refuseCancel, showDetails } from '../refuse-cancel.js'

/** What a short run says of itself: an operator who wants it cancelled is told at once that it goes on. */
export interface Account {
  say(sentence: string): void
  /** Before it ends: until a refusal is recorded that was asked for. */
  settle(): Promise<void>
}

/** To be called outside of any scope. */
export function openAccount(organizationId: string): Account {
  const cancel = watchCancellation()
  let said = ''
  let refused: RefusedCancel = {}
  const say = (sentence: string) => {
    said = sentence
    showDetails(refused, said)
  }
  const refusal = cancel.requested.then(async () => {
    refused = await shielded(() => refuseCancel(organizationId, true))
    say(said)
  })
  return { say, settle: async () => (cancel.isRequested() ? refusal : undefined) }
}
