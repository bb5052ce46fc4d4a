import { fileURLToPath } from 'node:url'
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker'
import pg from 'pg'

/** Runs the floor's workflow with the product's own commit as its transaction. */
const [, , databaseUrl = '', address = '', commitTemplate = '{}'] = process.argv
Runtime.install({ logger: new DefaultLogger('ERROR') })
const pool = new pg.Pool({ connectionString: databaseUrl, max: 16 })
const template = JSON.parse(commitTemplate)

const worker = await Worker.create({
  connection: await NativeConnection.connect({ address }),
  taskQueue: 'floor',
  workflowsPath: fileURLToPath(new URL('./floor-workflow.ts', import.meta.url)),
  activities: {
    floorCommit: async (ticketId: string, seq: number) => {
      const [part] = template.parts
      const state = { ...part.state, id: ticketId, seq: seq + 1 }
      const request = {
        ...template,
        ticketId,
        commandId: `floor/${ticketId}/${seq}`,
        parts: [{ ...part, fromSeq: seq, state }],
      }
      await pool.query({
        name: 'commit',
        text: 'SELECT commit_tickets($1::jsonb)',
        values: [JSON.stringify(request)],
      })
    },
  },
  maxCachedWorkflows: 2_000,
  maxConcurrentLocalActivityExecutions: 16,
})
process.send?.('ready')
await worker.run()
