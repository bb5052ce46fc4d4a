import { log, setHandler } from '@temporalio/workflow'
import { contained } from '../failures.js'
import { catchUpSignal, stateQuery } from './messages.js'
import type { Road } from './road.js'

/** What every run that follows a ticket listens to. */
export function handleCatchUp(road: Road): void {
  setHandler(catchUpSignal, () => road.catchUp().catch(logged('catchUp')))
  setHandler(stateQuery, () => road.state)
}

export function rethrowContained(error: unknown): never {
  throw contained(error)
}

/** A signal has nobody to answer: what goes wrong is told to the operators. */
function logged(what: string): (error: unknown) => void {
  return (error) => log.error(`${what} failed`, { error: String(error) })
}
