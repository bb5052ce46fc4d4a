import { condition, defineUpdate, proxyLocalActivities, setHandler } from '@temporalio/workflow'

interface BaselineActivities {
  commitBaseline(ticketId: string, seq: number): Promise<void>
}

const { commitBaseline } = proxyLocalActivities<BaselineActivities>({ startToCloseTimeout: '10s' })

/** The baseline of a command: an entity that does one local activity for an update. */
export async function baseline(ticketId: string): Promise<void> {
  let seq = 1
  setHandler(defineUpdate<number, []>('command'), async () => {
    await commitBaseline(ticketId, seq)
    seq += 1
    return seq
  })
  await condition(() => false)
}
