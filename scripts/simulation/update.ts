import type { CommandName } from '../../src/domain/ticket/commands/index.js'
import type { RunRef } from './run-ref.js'

/** A command on its way to a run. */
export interface Update {
  kind: 'update'
  ref: RunRef
  commandId: string
  name: CommandName
  /** Under which the run knows it. */
  updateId: string
  isRelayed: boolean
}
