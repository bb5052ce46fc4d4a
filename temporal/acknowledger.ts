import type { Database } from '../src/database/pool.js'
import { acknowledgeCommands } from '../src/write/inbox/commands.js'

export interface Acknowledger {
  /** The workflow answered: it has evolved this command. */
  acknowledge(commandId: string): void
  flush(): Promise<void>
}

const EVERY_MS = 100

/** One statement for many commands. What a crash loses here, the relay's catch-up acknowledges. */
export function createAcknowledger(db: Database, onError: (error: unknown) => void): Acknowledger {
  let waiting: string[] = []
  let timer: NodeJS.Timeout | undefined
  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const ids = waiting
    waiting = []
    if (ids.length > 0) await acknowledgeCommands(db, ids).catch(onError)
  }
  return {
    acknowledge: (commandId) => {
      waiting.push(commandId)
      timer ??= setTimeout(() => void flush(), EVERY_MS)
    },
    flush,
  }
}
