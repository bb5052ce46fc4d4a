import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import { it } from 'vitest'
import { startStaffStore } from '../../scripts/local/staff-store/server.js'
import { startMailServer } from '../support/mail-server.js'
import { connectTemporal } from '../support/temporal.js'
import { startReceiver } from '../support/webhook-receiver.js'
import { useWorld } from '../support/world.js'
import { createWorkScenarios, type Servers } from './work-scenarios.js'

/** `npm run record`: the histories of letters, of what takes its time, and of what is begun by the clock. */
const servers = {} as Servers // there before the first test
const world = useWorld({
  prepare: async () => {
    const mails = await startMailServer()
    const store = await startStaffStore({ port: 0, people: 3 })
    const receiver = await startReceiver()
    Object.assign(servers, { mails, receiver } satisfies Servers)
    return {
      env: { SMTP_URL: mails.url, SMS_BASE_URL: store.url },
      stop: () => Promise.all([mails.stop(), store.stop(), receiver.stop()]),
    }
  },
})
const fresh = Object.entries(createWorkScenarios(world, servers)).filter(
  ([name]) => !existsSync(`test/histories/${name}.json`),
)

it.each(fresh)('records %s', async (name, run) => {
  const workflowId = await run()
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  const handle = connectTemporal(world).workflow.getHandle(workflowId)
  const history = historyToJSON(await handle.fetchHistory())
  await writeFile(
    `test/histories/${name}.json`,
    `${JSON.stringify({ workflowId, history: JSON.parse(String(history)) }, null, 1)}\n`,
  )
})
