import { isCancellation, setCurrentDetails } from '@temporalio/workflow'
import type { OperationRef } from '../../src/domain/operations/operation.js'
import { shielded } from '../cancellation.js'
import { longWork, settleUnfinished } from '../proxies.js'

/**
 * Work that takes its time, from when it was asked for to its end: an export, an erasure, a run of a retention policy. It
 * may be cancelled, by its maker through its row or by an operator; either way its end is written down.
 */
export async function operation(input: OperationRef): Promise<void> {
  setCurrentDetails('It is being done.')
  const ended = await tryTo(input)
  if (ended !== 'done') {
    await shielded(() => settleUnfinished({ ...input, ended }))
  }
  setCurrentDetails(`It is ${ended}.`)
}

async function tryTo(input: OperationRef): Promise<'done' | 'failed' | 'cancelled'> {
  try {
    return (await longWork().carryOutOperation(input)) === 'done' ? 'done' : 'cancelled'
  } catch (error) {
    return isCancellation(error) ? 'cancelled' : 'failed'
  }
}
