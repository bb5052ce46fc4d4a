import { condition, defineUpdate, proxyLocalActivities, setHandler } from '@temporalio/workflow'

interface FloorActivities {
  floorCommit(ticketId: string, seq: number): Promise<void>
}

const { floorCommit } = proxyLocalActivities<FloorActivities>({ startToCloseTimeout: '10s' })

/** The floor of a command: an entity that does one local activity for an update. */
export async function floor(ticketId: string): Promise<void> {
  let seq = 1
  setHandler(defineUpdate<number, []>('command'), async () => {
    await floorCommit(ticketId, seq)
    seq += 1
    return seq
  })
  await condition(() => false)
}
