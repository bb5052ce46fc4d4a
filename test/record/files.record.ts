import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import { it } from 'vitest'
import { EICAR } from '../../src/files/eicar-check.js'
import { attachmentWorkflowId } from '../../temporal/ids.js'
import { picture } from '../support/files/pictures.js'
import { createSentFiles } from '../support/files/sent-files.js'
import { video } from '../support/files/videos.js'
import { connectTemporal } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

/** `npm run record`: the histories of files, one for each way that a run can take. */
const world = useWorld()
const files = createSentFiles(world)

const SCENARIOS = {
  'file-document': () => files.send({ type: 'txt', content: 'hello' }),
  'file-image': async () => files.send({ type: 'png', content: await picture('png') }),
  'file-video': async () => files.send({ type: 'mp4', content: (await video('mp4')) ?? '' }),
  'file-infected': () => files.send({ type: 'txt', content: EICAR }),
  'file-refused': () => files.send({ type: 'pdf', content: 'hello' }),
}

const fresh = Object.entries(SCENARIOS).filter(
  ([name]) => !existsSync(`test/histories/${name}.json`),
)

it.each(fresh)('records %s', async (name, send) => {
  const id = await send()
  await files.settled(id)
  const workflowId = attachmentWorkflowId(`demo-${world.suffix}`, id)
  const handle = connectTemporal(world).workflow.getHandle(workflowId)
  await handle.result()
  const history = historyToJSON(await handle.fetchHistory())
  await writeFile(
    `test/histories/${name}.json`,
    `${JSON.stringify({ workflowId, history: JSON.parse(String(history)) }, null, 1)}\n`,
  )
})
