import { workflowInfo } from '@temporalio/workflow'
import type { CommandName } from '../../src/domain/ticket/commands/index.js'
import type { Family } from '../../src/domain/ticket/deadlines.js'
import type { Position } from '../../src/domain/ticket/position.js'
import { type DueDeadline, systemCommandId } from '../../src/domain/ticket/system-command-id.js'
import { refusalFailure } from '../failures.js'
import { createMutex } from '../mutex.js'
import { persist } from '../patience.js'
import { local, normal } from '../proxies.js'
import type { TicketInput } from './messages.js'

/** What a run holds of its ticket. It orders commands, one at a time, and knows no rule: the transaction decides. */
export class TicketEntity {
  position: Position
  readonly #ids: { organizationId: string; ticketId: string; family: Family; n?: number }
  readonly #activities: typeof local | typeof normal
  readonly #mutex = createMutex()
  readonly #show: (position: Position) => void

  constructor(input: TicketInput, family: Family, show: (position: Position) => void) {
    const { organizationId, ticketId, n } = input
    this.#ids = { organizationId, ticketId, family, ...(n === undefined ? {} : { n }) }
    this.#activities = input.carryOutAs === 'local' ? local : normal
    this.#show = show
    this.position = input.position
    show(input.position)
  }

  /** Throws the refusal. */
  carryOut(name: CommandName, commandId: string): Promise<void> {
    return this.#carryOut(name, { commandId, name })
  }

  /** Carries a due deadline out; whether it is still armed, the transaction finds. */
  fire(deadline: DueDeadline): Promise<void> {
    const commandId = systemCommandId(workflowInfo().workflowId, deadline)
    return this.#carryOut(deadline.kind, { commandId, deadline })
  }

  catchUp(): Promise<void> {
    return this.#mutex.runExclusive(async () => {
      const summary = 'catch up with the row'
      const load = this.#activities.loadPosition
      this.#adopt(await persist(() => load.executeWithOptions({ summary }, [this.#ids])))
    })
  }

  #carryOut(
    summary: string,
    command: { commandId: string; name?: CommandName; deadline?: DueDeadline },
  ): Promise<void> {
    return this.#mutex.runExclusive(async () => {
      const carryOut = this.#activities.carryOut
      const answer = await persist(() => {
        const at = new Date().toISOString() // the workflow's clock: the same when replayed
        return carryOut.executeWithOptions({ summary }, [{ ...this.#ids, ...command, at }])
      })
      if (answer.kind === 'refused') throw refusalFailure(answer.refusal)
      this.#adopt(answer.position)
    })
  }

  /**
   * Whatever the row says, also when that is an earlier place, or the same one as other code reads it: a database that
   * was restored has gone back. The mutex sees to it that no answer is overtaken by another.
   */
  #adopt(position: Position): void {
    this.position = position
    this.#show(position)
  }
}
