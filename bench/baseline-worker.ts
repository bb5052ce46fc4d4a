import { fileURLToPath } from 'node:url'
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker'
import pg from 'pg'

/** Runs the baseline's workflow with the product's own commit as its transaction. */
const [, , databaseUrl = '', address = '', commitTemplate = '{}'] = process.argv
Runtime.install({ logger: new DefaultLogger('ERROR') })
const pool = new pg.Pool({ connectionString: databaseUrl, max: 16 })
const template = JSON.parse(commitTemplate)
const LOCK = { name: 'lock', text: 'SELECT lock_command($1::jsonb)' }
const WRITE = { name: 'write', text: 'SELECT commit_command($1::jsonb)' }

const worker = await Worker.create({
  connection: await NativeConnection.connect({ address }),
  taskQueue: 'baseline',
  workflowsPath: fileURLToPath(new URL('./baseline-workflow.ts', import.meta.url)),
  activities: {
    commitBaseline: async (ticketId: string, seq: number) => {
      const { change, ...request } = template
      const command = { ...request, ticketId, commandId: `baseline/${ticketId}/${seq}` }
      const state = { ...change.state, id: ticketId, seq: seq + 1 }
      const outcome = { ...command, changes: [{ ...change, state }] }
      const client = await pool.connect()
      await client.query('BEGIN')
      await client.query({ ...LOCK, values: [JSON.stringify({ ...command, needs: ['policies'] })] })
      await client.query({ ...WRITE, values: [JSON.stringify(outcome)] })
      await client.query('COMMIT')
      client.release()
    },
  },
  maxCachedWorkflows: 2_000,
  maxConcurrentLocalActivityExecutions: 16,
})
process.send?.('ready')
await worker.run()
