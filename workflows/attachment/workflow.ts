import { setCurrentDetails } from '@temporalio/workflow'
import { shielded } from '../cancellation.js'
import { fileSteps, settleAttachment } from '../proxies.js'
import { judgeFile } from './judge.js'
import type { AttachmentInput } from './messages.js'

/**
 * From its last byte to its verdict. It may be cancelled: what was not judged yet fails, a conversion is given up, and
 * either way the verdict is written and nothing is left lying. One that was settled before is flagged where that is owed.
 */
export async function attachment(input: AttachmentInput): Promise<void> {
  const judged = await judgeFile(input)
  await shielded(async () => {
    setCurrentDetails('What became of it is written down.')
    await settleAttachment({ ...input, ...judged, at: new Date().toISOString() })
    setCurrentDetails('What nobody can have is removed.')
    await fileSteps().discardAttachment(input)
    setCurrentDetails(`It is ${judged.verdict?.status ?? 'settled'}.`)
  })
}
