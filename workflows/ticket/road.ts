import { workflowInfo } from '@temporalio/workflow'
import { assertNever } from '../../src/domain/assert.js'
import type { Command, Facts } from '../../src/domain/ticket/commands.js'
import { upcast } from '../../src/domain/ticket/create.js'
import { DEADLINE_COMMANDS, type DueDeadline, isOwed } from '../../src/domain/ticket/deadlines.js'
import { decide } from '../../src/domain/ticket/decide/index.js'
import {
  type CommitOutcome,
  type CommitPart,
  type CommitRequest,
  type Envelope,
  partOf,
} from '../../src/domain/ticket/envelope.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { refusalFailure } from '../failures.js'
import { createMutex } from '../mutex.js'
import { local, normal } from '../proxies.js'
import type { CommandResult, TicketInput } from './messages.js'

/** The road of one ticket: catch up, decide, commit, evolve; one command at a time. */
export class Road {
  state: TicketState | undefined
  readonly #input: TicketInput
  readonly #by: CommitRequest['by']
  readonly #activities: typeof local | typeof normal
  readonly #lock = createMutex()
  readonly #onEvolved: (state: TicketState) => void

  constructor(
    input: TicketInput,
    by: CommitRequest['by'],
    onEvolved: (state: TicketState) => void,
  ) {
    this.#input = input
    this.#by = by
    this.#activities = input.commitAs === 'local' ? local : normal
    this.#onEvolved = onEvolved
  }

  /** Synchronous and read-only: refuses only on a state that is no older than the caller's. */
  validate(envelope: Envelope): void {
    if (this.state === undefined || this.state.seq < envelope.seen) return
    const { facts } = envelope
    const decision = decide(this.state, commandOf(envelope), { at: now(), facts })
    if (decision.kind === 'refused') throw refusalFailure(decision.refusal)
  }

  perform(envelope: Envelope): Promise<CommandResult> {
    return this.#lock(async () => {
      if (this.state === undefined || this.state.seq < envelope.seen) await this.#load()
      return this.#carryOut(envelope)
    })
  }

  /** A timer's own command, decided on the row as it is now; nothing when it is no longer owed as armed. */
  performDue(due: DueDeadline, commandId: string): Promise<void> {
    return this.#lock(async () => {
      const { state, facts } = await this.#load()
      if (!isOwed(state, due)) return
      const { name, payload } = DEADLINE_COMMANDS[due.kind]
      const actor = { kind: 'system' } as const
      const { seq: seen } = state
      const envelope = { commandId, name, actor, payload, given: [], facts, seen }
      await this.#carryOut(envelope, (now) => isOwed(now, due))
    })
  }

  catchUp(): Promise<void> {
    return this.#lock(async () => void (await this.#load()))
  }

  /** What comes from a row, or from a history, may be as an earlier version wrote it. */
  #take(given: TicketState): TicketState {
    if (this.state === undefined || given.seq > this.state.seq) {
      this.state = upcast(given)
      this.#onEvolved(this.state)
    }
    return this.state
  }

  async #load(): Promise<{ state: TicketState; facts: Facts }> {
    const { organizationId, ticketId } = this.#input
    const summary = 'catch up with the row'
    const load = this.#activities.loadTicket
    const loaded = await load.executeWithOptions({ summary }, [organizationId, ticketId])
    return { ...loaded, state: this.#take(loaded.state) }
  }

  /** `applies` is asked of each state that it is decided on: a timer's command may lose its reason on the way. */
  async #carryOut(given: Envelope, applies = (_: TicketState) => true): Promise<CommandResult> {
    for (let envelope = given; ; ) {
      const before = this.state ?? (await this.#load()).state
      if (!applies(before)) return this.#position()
      const context = { at: now(), facts: envelope.facts }
      const decision = decide(before, commandOf(envelope), context)
      if (decision.kind === 'refused') throw refusalFailure(decision.refusal)
      const part = decision.kind === 'happened' ? partOf(before, decision.event) : undefined
      const outcome = await this.#commit(envelope, before, part)
      const facts = this.#settle(outcome, part)
      if (facts === 'done') return this.#position()
      if (facts !== 'again') envelope = { ...envelope, facts }
    }
  }

  /** Takes over what the commit says: done, or to be decided again, perhaps on fresh facts. */
  #settle(outcome: CommitOutcome, part: CommitPart | undefined): 'done' | 'again' | Facts {
    switch (outcome.kind) {
      case 'committed':
        if (part !== undefined) this.#take(part.state)
        return 'done'
      case 'applied':
        this.#take(outcome.state)
        return 'done'
      case 'rejected':
        throw refusalFailure(outcome.problem)
      case 'refused':
        throw refusalFailure(outcome.refusal)
      case 'behind':
        this.#take(outcome.state)
        return 'again'
      case 'facts_changed':
        return outcome.facts
      case 'unknown':
        throw new Error('the command is not in the inbox')
      default:
        return assertNever(outcome)
    }
  }

  #commit(
    envelope: Envelope,
    before: TicketState,
    part: CommitPart | undefined,
  ): Promise<CommitOutcome> {
    const { organizationId, ticketId } = this.#input
    const { commandId, name, actor, facts } = envelope
    const request: CommitRequest = {
      organizationId,
      ticketId,
      commandId,
      actor,
      facts,
      by: this.#by,
      ...(actor.kind === 'system' ? { system: { name } } : {}),
      ...(part === undefined ? {} : { change: { before, part } }),
    }
    const summary = `${name} → ${part?.state.status ?? 'unchanged'}`
    return this.#activities.commit.executeWithOptions({ summary }, [request])
  }

  #position(): CommandResult {
    if (this.state === undefined) throw new Error('no state after a commit')
    return { seq: this.state.seq, revision: this.state.revision }
  }
}

function now(): string {
  return new Date().toISOString() // the workflow's clock: the same when replayed
}

/** The payload was validated for this name where the command came in. */
function commandOf({ seen: _seen, facts: _facts, ...command }: Envelope): Command {
  return command as Command
}

export function operatorCommandId(n: number): string {
  const { workflowId, runId } = workflowInfo()
  return `${workflowId}/signal/${runId}/${n}`
}
