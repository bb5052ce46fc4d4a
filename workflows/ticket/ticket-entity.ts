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
      const position = await persist(() => load.executeWithOptions({ summary }, [this.#ids]))
      // the same place may be read anew by newer code: other deadlines, another end
      if (position.seq >= this.position.seq) this.#adopt(position)
    })
  }

  #carryOut(
    summary: string,
    command: { commandId: string; name?: CommandName; deadline?: DueDeadline },
  ): Promise<void> {
    return this.#mutex.runExclusive(async () => {
      const at = new Date().toISOString() // the workflow's clock: the same when replayed
      const request = { ...this.#ids, ...command, at }
      const carryOut = this.#activities.carryOut
      const answer = await persist(() => carryOut.executeWithOptions({ summary }, [request]))
      if (answer.kind === 'refused') throw refusalFailure(answer.refusal)
      // an answer that was overtaken by another changes nothing
      if (answer.position.seq > this.position.seq) this.#adopt(answer.position)
    })
  }

  #adopt(position: Position): void {
    this.position = position
    this.#show(position)
  }
}
