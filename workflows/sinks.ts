import { proxySinks, type Sinks } from '@temporalio/workflow'

/** What runs tell the worker that has them, outside of their history. */
export interface RunSinks extends Sinks {
  run: {
    /** The first task of a run is under way. */
    begun(): void
  }
}

export const { run: runSink } = proxySinks<RunSinks>()
