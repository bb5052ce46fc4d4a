import { Violation } from './violation.js'

type Answered = 'applied' | 'rejected' | 'pending'

/** What callers were told, which no crash of the database may unsay. */
export class Answers {
  readonly #told = new Map<string, Answered>()

  note(commandId: string, answered: Answered): void {
    this.#told.set(commandId, answered)
  }

  /** A 202 promises that there will be an outcome, and any other answer is one. */
  check(inbox: ReadonlyMap<string, { entry: { status: Answered } }>): void {
    for (const [id, answered] of this.#told) {
      const status = inbox.get(id)?.entry.status
      if (status === undefined || (answered !== 'pending' && status !== answered)) {
        throw new Violation(`${id} was answered ${answered}, and is ${status ?? 'lost'}`)
      }
    }
  }

  /** A replica that took over knows less than callers were told. */
  forget(): void {
    this.#told.clear()
  }
}
