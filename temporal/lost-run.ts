import type { Client } from '@temporalio/client'
import type { Database } from '../src/database/pool.js'

export interface SearchDeps {
  db: Database
  client: Client
  taskQueue: string
}

/** A run that ended otherwise than by its own code. */
export interface LostRun {
  workflowId: string
  runId: string
}
