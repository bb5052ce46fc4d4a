import { workflowInfo } from '@temporalio/workflow'
import { assertNever } from '../../src/domain/assert-never.js'
import type { Command, Facts } from '../../src/domain/ticket/commands.js'
import { decide } from '../../src/domain/ticket/decide/index.js'
import { changedFields, effectsOf } from '../../src/domain/ticket/effects.js'
import type { CommitPart, CommitRequest, Envelope } from '../../src/domain/ticket/envelope.js'
import type { TicketEvent } from '../../src/domain/ticket/events.js'
import { evolve } from '../../src/domain/ticket/evolve.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { refusalFailure } from '../failures.js'
import { createLock } from '../lock.js'
import { local, normal } from '../proxies.js'
import type { CommandResult, TicketInput } from './messages.js'

export interface Road {
  state(): TicketState | undefined
  /** Synchronous and read-only: refuses only on a state that is no older than the caller's. */
  validate(envelope: Envelope): void
  perform(envelope: Envelope): Promise<CommandResult>
  /** A timer's own command, decided on the row as it is now. */
  performSystem(name: Command['name'], commandId: string): Promise<void>
  catchUp(): Promise<void>
}

/** The road of one ticket: catch up, decide, commit, evolve; one command at a time. */
export function createRoad(input: TicketInput, onEvolved: () => void): Road {
  const activities = input.commitAs === 'local' ? local : normal
  const lock = createLock()
  let state: TicketState | undefined

  function take(next: TicketState): void {
    if (state !== undefined && next.seq <= state.seq) return
    state = next
    onEvolved()
  }

  async function load(): Promise<{ state: TicketState; facts: Facts }> {
    const loaded = await activities.loadTicket.executeWithOptions({ summary: 'catch up with the row' }, [
      input.organizationId,
      input.ticketId,
    ])
    take(loaded.state)
    return loaded
  }

  async function commit(current: TicketState, envelope: Envelope, event: TicketEvent | undefined) {
    const request: CommitRequest = {
      organizationId: input.organizationId,
      ticketId: input.ticketId,
      commandId: envelope.commandId,
      facts: envelope.facts,
      ...(envelope.actor.kind === 'system' ? { system: { name: envelope.name } } : {}),
      parts: event === undefined ? [] : [commitPart(current, event)],
    }
    return activities.commit.executeWithOptions(
      { summary: `${envelope.name} → ${request.parts[0]?.state.status ?? 'unchanged'}` },
      [request],
    )
  }

  async function carryOut(envelope: Envelope): Promise<CommandResult> {
    for (let facts = envelope.facts; ; ) {
      const current = state ?? (await load()).state
      const decision = decide(current, commandOf(envelope), { at: now(), facts })
      if (decision.kind === 'refused') throw refusalFailure(decision.refusal)
      const event = decision.kind === 'happened' ? decision.event : undefined
      const outcome = await commit(current, { ...envelope, facts }, event)
      switch (outcome.kind) {
        case 'committed':
          if (event !== undefined) take(evolve(current, event))
          return position()
        case 'applied':
          take(outcome.state)
          return position()
        case 'rejected':
          throw refusalFailure(outcome.problem)
        case 'behind':
          take(outcome.state)
          break
        case 'facts_changed':
          facts = outcome.facts
          break
        case 'unknown':
          throw new Error(`command ${envelope.commandId} is not in the inbox`)
        default:
          assertNever(outcome)
      }
    }
  }

  function position(): CommandResult {
    if (state === undefined) throw new Error('no state after a commit')
    return { seq: state.seq, revision: state.revision }
  }

  return {
    state: () => state,
    validate: (envelope) => {
      if (state === undefined || state.seq < envelope.seen) return
      const decision = decide(state, commandOf(envelope), { at: now(), facts: envelope.facts })
      if (decision.kind === 'refused') throw refusalFailure(decision.refusal)
    },
    perform: (envelope) =>
      lock(async () => {
        if (state === undefined || state.seq < envelope.seen) await load()
        return carryOut(envelope)
      }),
    performSystem: (name, commandId) =>
      lock(async () => {
        const { state: current, facts } = await load()
        await carryOut({
          commandId,
          name,
          actor: { kind: 'system' },
          payload: {},
          given: [],
          facts,
          seen: current.seq,
        })
      }),
    catchUp: () => lock(async () => void (await load())),
  }
}

function now(): string {
  return new Date().toISOString() // the workflow's clock: the same when replayed
}

export function commitPart(before: TicketState, event: TicketEvent): CommitPart {
  const after = evolve(before, event)
  return {
    fromSeq: before.seq,
    from: before.status,
    fact: after.revision === before.revision,
    event: { ...event, fields: changedFields(before, after) },
    state: after,
    effects: effectsOf(before, event, after),
  }
}

/** The payload was validated for this name where the command came in. */
function commandOf({ seen: _seen, facts: _facts, ...command }: Envelope): Command {
  return command as Command
}

export function operatorCommandId(n: number): string {
  const { workflowId, runId } = workflowInfo()
  return `${workflowId}/signal/${runId}/${n}`
}
